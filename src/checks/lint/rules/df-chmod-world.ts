import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfChmodWorld: LintRule = {
  id: 'DF-CHMOD-WORLD',
  title: 'Files are made writable for everyone',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'Any process in the container, whatever its user, can then change these files and with them what runs next.',
  fix: 'Give the files to the user that needs them (`--chown=`) and allow no more than `755` or `644`.',
  references: ['CWE-732'],
  aliases: [],
  check,
};

const OCTAL = /^0?([0-7])?([0-7])([0-7])([0-7])$/u;
const SYMBOLIC = /^[ugoa]*[oa][ugoa]*[+=][rxXst]*w/u;

function* check({ commands, instructions }: LintContext): Iterable<Hit> {
  for (const { command, instruction } of commands) {
    if (command.name !== 'chmod') continue;
    const mode = command.args.find(({ value }) => !value.startsWith('-'));
    if (mode === undefined || !isWorldWritable(mode.value)) continue;
    const message = `\`chmod ${plain(mode.value, 40)}\` lets everyone write. Give the files to the user that needs them.`;
    yield { kind: 'hit', instruction, range: mode.range, message };
  }
  for (const instruction of instructions) {
    for (const { name, value, range } of instruction.flags) {
      if (name !== 'chmod' || value === null || !isWorldWritable(value)) continue;
      const message = `\`--chmod=${plain(value, 40)}\` lets everyone write. Give the files to the user that needs them.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}

/** A folder with the sticky bit, like /tmp, may be writable for all: each can remove only their own files. */
function isWorldWritable(mode: string): boolean {
  const octal = OCTAL.exec(mode);
  if (octal !== null) return (Number(octal[4]) & 2) !== 0 && (Number(octal[1] ?? 0) & 1) === 0;
  return mode.split(',').some((part) => SYMBOLIC.test(part)) && !mode.includes('t');
}
