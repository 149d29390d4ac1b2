import { endStagesWithout } from '../end-stages.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfHealthcheck: LintRule = {
  id: 'DF-HEALTHCHECK',
  title: 'There is no HEALTHCHECK',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Without a health check Docker and Swarm do not see that a running container has stopped working. Kubernetes has probes of its own.',
  fix: 'Add one: `HEALTHCHECK CMD ["/app/health"]`, or `HEALTHCHECK NONE` to say that none is wanted.',
  references: ['CIS 4.6'],
  aliases: ['DL3057', 'DS-0026', 'CKV_DOCKER_2', 'CIS-DI-0006'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  const lacking = endStagesWithout(context, ({ instructions }) =>
    instructions.some(({ keyword }) => keyword === 'HEALTHCHECK'),
  );
  for (const { from } of lacking) {
    const message = 'The stage has no HEALTHCHECK, and none comes with a stage it starts from. Add one.';
    yield { kind: 'hit', instruction: from, range: from.keywordRange, message, key: String(from.stage) };
  }
}
