import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfRunInsecure: LintRule = {
  id: 'DF-RUN-INSECURE',
  title: 'A build step runs outside the sandbox',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'With these flags what runs in the build reaches the machine that builds: its devices, its network, or all of it.',
  fix: 'Remove the flag. What truly needs it belongs outside the build.',
  references: ['CIS 5.5', 'CWE-250'],
  aliases: [],
  check,
};

function* check({ instructions }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    if (instruction.keyword !== 'RUN') continue;
    for (const { name, value, range } of instruction.flags) {
      const isInsecure =
        (name === 'security' && value === 'insecure') ||
        (name === 'network' && value === 'host') ||
        name === 'device';
      if (!isInsecure) continue;
      const shown = plain(value === null ? `--${name}` : `--${name}=${value}`, 100);
      yield {
        kind: 'hit',
        instruction,
        range,
        message: `RUN ${shown} leaves the sandbox of the build. Remove it.`,
      };
    }
  }
}
