import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import { plain } from '../../../util/escape.ts';
import { operands, optionValue } from '../command-options.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runCommands } from '../run-scripts.ts';

export const dfSetuidSet: LintRule = {
  id: 'DF-SETUID-SET',
  title: 'A program gets the rights of its owner',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'A setuid program, or one with capabilities, runs with more rights than who starts it: a flaw in it makes a user root.',
  fix: 'Leave it out, and run the container as the user who needs the right, or with the capability.',
  references: ['CIS 4.8', 'CWE-250'],
  aliases: [],
  check,
};

/** Setuid is 4 of the first of four digits. */
const OCTAL = /^0*[4-7][0-7]{3}$/u;
const SYMBOLIC = /^[ugoa]*[+=][rwxXt]*s/u;
const OTHERS_ONLY = /^[go]+[+=]/u;

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    const word = rightsGiven(command);
    if (word === null) continue;
    const message = `\`${plain(`${command.name ?? ''} ${word.value}`, 60)}\` gives a program the rights of its owner or more. Leave it out.`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
  for (const instruction of context.instructions) {
    for (const { name, value, range } of instruction.flags) {
      if (name !== 'chmod' || value === null || !isSetuid(value)) continue;
      const message = `\`--chmod=${plain(value, 40)}\` gives a program the rights of its owner. Leave it out.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}

function rightsGiven(command: ShellCommand): ShellWord | null {
  const { name, args } = command;
  if (name === 'chmod') {
    const mode = args.find(({ value }) => !value.startsWith('-'));
    return mode !== undefined && isSetuid(mode.value) ? mode : null;
  }
  if (name === 'install') {
    const mode = optionValue(command, ['-m', '--mode']);
    return mode !== null && isSetuid(mode.value) ? mode.word : null;
  }
  if (name !== 'setcap' || args.some(({ value }) => value === '-r' || value === '-v')) return null;
  return operands(command)[0] ?? null;
}

/** Setgid alone is left: for folders it is how groups share. */
function isSetuid(mode: string): boolean {
  if (OCTAL.test(mode)) return true;
  return mode.split(',').some((part) => SYMBOLIC.test(part) && !OTHERS_ONLY.test(part));
}
