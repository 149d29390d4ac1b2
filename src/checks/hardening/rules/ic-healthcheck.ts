import type { HardeningContext, HardeningRule, Observation } from '../rule.ts';

export const icHealthcheck: HardeningRule = {
  id: 'IC-HEALTHCHECK',
  title: 'The image has no health check',
  severity: 'info',
  category: 'hardening',
  why: 'Without a health check a runtime takes a container that hangs for a working one. Orchestrators with probes of their own do not need it.',
  fix: 'Add `HEALTHCHECK CMD …`, or leave it to the probes of the orchestrator and set the threshold accordingly.',
  references: ['CIS 4.6'],
  aliases: ['CIS-DI-0006', 'DS-0026', 'CKV_DOCKER_2', 'DL3057'],
  check,
};

function* check({ image, locateSetting }: HardeningContext): Iterable<Observation> {
  const [kind] = image.config.healthcheck?.test ?? [];
  const isOff = kind?.toUpperCase() === 'NONE';
  if (kind !== undefined && !isOff) return;
  yield {
    kind: 'hit',
    subject: [],
    message: isOff
      ? 'The health check of the image is switched off. Add one with HEALTHCHECK CMD.'
      : 'The image has no health check. Add one with HEALTHCHECK CMD.',
    location: locateSetting('HEALTHCHECK', ({ range }) => range),
  };
}
