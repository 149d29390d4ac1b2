import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfStyleWgetCurl: LintRule = {
  id: 'DF-STYLE-WGET-CURL',
  title: 'Both wget and curl are used',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'Two programs for one thing: twice the packages, twice the flaws.',
  fix: 'Choose one of them.',
  references: ['CIS 4.3'],
  aliases: ['DL4001', 'DS-0014'],
  check,
};

const PROGRAMS = new Set(['wget', 'curl']);

/** In each stage the first use of the second of the two. */
function* check(context: LintContext): Iterable<Hit> {
  const triggers = new Set(context.dockerfile.instructions.map(({ trigger }) => trigger));
  const seen = new Map<string, Set<string>>();
  for (const { command, instruction } of runCommands(context)) {
    const { name } = command;
    if (name === null || !PROGRAMS.has(name)) continue;
    // What ONBUILD sets runs in another build.
    const place = `${instruction.stage ?? ''} ${triggers.has(instruction)}`;
    const names = seen.get(place) ?? new Set();
    seen.set(place, names);
    if (names.size === 1 && !names.has(name)) {
      const other = name === 'curl' ? 'wget' : 'curl';
      const message = `${name} is used here and ${other} before. Choose one of them.`;
      yield { kind: 'hit', instruction, range: nameRange(command), message };
    }
    names.add(name);
  }
}
