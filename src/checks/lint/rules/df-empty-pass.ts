import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import type { OptionSyntax } from '../command-line.ts';
import { readCommandLine } from '../command-line.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runCommands } from '../run-scripts.ts';
import { writtenTexts } from '../written-text.ts';

export const dfEmptyPass: LintRule = {
  id: 'DF-EMPTY-PASS',
  title: 'A user without a password',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Anyone who reaches a log-in, `su` or `login` becomes that user without a question.',
  fix: 'Lock the password: `passwd -l user`, or make the user with `--disabled-password`.',
  references: ['CIS 4.10', 'CWE-258'],
  aliases: [],
  check,
};

const ADDERS = new Set(['useradd', 'usermod']);
const SYNTAX: OptionSyntax = { withValue: new Set(['-p', '--password', '-u', '-g', '-G', '-d', '-s', '-c']) };
const EMPTY_ALLOWED = /^[ \t]*PermitEmptyPasswords[ \t]+yes[ \t]*$/imu;
const PASSWORDLESS = /^[\w.-]{1,64}::\d{0,12}:/u;

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    const word = emptied(command);
    if (word === undefined) continue;
    const message = `\`${command.name ?? ''}\` leaves a user without a password here. Lock it: \`passwd -l\`.`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
  for (const { text, range, instruction } of writtenTexts(context)) {
    if (text.length > 10_000) continue;
    if (EMPTY_ALLOWED.test(text)) {
      const message = 'The SSH server lets users without a password in. Leave this setting out.';
      yield { kind: 'hit', instruction, range, message };
    } else if (PASSWORDLESS.test(text)) {
      const message = 'This line for /etc/shadow or /etc/passwd has no password. Write `!` in its place.';
      yield { kind: 'hit', instruction, range, message };
    }
  }
}

function emptied({ name, args }: ShellCommand): ShellWord | undefined {
  if (name === 'passwd') return args.find(({ value }) => /^-[a-z]*d[a-z]*$|^--delete$/u.test(value));
  if (name === null || !ADDERS.has(name)) return undefined;
  const { options } = readCommandLine(args, SYNTAX);
  return options.find(
    (option) => (option.name === '-p' || option.name === '--password') && option.value === '',
  )?.word;
}
