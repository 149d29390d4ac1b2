import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCopyRootfs: LintRule = {
  id: 'DF-COPY-ROOTFS',
  title: 'A whole file system is copied from another stage',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The layers, the users and the settings of the base image are lost, and everything the other stage had comes along: its tools, caches and secrets.',
  fix: 'Copy only what is needed: `COPY --from=build /app /app`.',
  references: ['CIS 4.3'],
  aliases: ['DL3067'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of dockerfile.instructions) {
    const { keyword, words, flags } = instruction;
    if (keyword !== 'COPY' || !flags.some(({ name }) => name === 'from')) continue;
    const source = words.slice(0, -1).find(({ value }) => value === '/');
    if (source === undefined || words.at(-1)?.value !== '/') continue;
    const message = 'The whole file system of another stage or image is copied. Copy only what is needed.';
    yield { kind: 'hit', instruction, range: source.range, message };
  }
}
