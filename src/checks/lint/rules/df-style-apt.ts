import type { ShellCommand } from '../../../dockerfile/shell.ts';
import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfStyleApt: LintRule = {
  id: 'DF-STYLE-APT',
  title: 'apt is used in a script',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'apt is made for people at a terminal: what it prints and how it behaves may change with every release.',
  fix: 'Write `apt-get`, or `apt-cache` for searches.',
  references: [],
  aliases: ['DL3027'],
  check,
};

/** Where both do the same. */
const SAME = new Set(['install', 'update']);

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== 'apt') continue;
    const message = 'apt is for people at a terminal. Write apt-get or apt-cache.';
    yield { kind: 'hit', instruction, range: nameRange(command), message, ...fixOf(command, instruction) };
  }
}

function fixOf({ words }: ShellCommand, { json }: Instruction): Pick<Hit, 'fix'> {
  const [first, second] = words;
  if (json !== null || first?.text !== 'apt' || second === undefined || !SAME.has(second.value)) return {};
  return {
    fix: { description: 'Write apt-get instead of apt', edits: [{ range: first.range, text: 'apt-get' }] },
  };
}
