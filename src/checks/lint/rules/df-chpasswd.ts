import { mountOptions } from '../../../dockerfile/from-sources.ts';
import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import type { OptionSyntax } from '../command-line.ts';
import { readCommandLine } from '../command-line.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { nameRange, runCommands } from '../run-scripts.ts';

export const dfChpasswd: LintRule = {
  id: 'DF-CHPASSWD',
  title: 'A password is set in the image',
  severity: 'high',
  category: 'lint',
  profile: 'security',
  why: 'Whoever can pull the image can read the password in its history, and its hash in /etc/shadow; every container has the same one.',
  fix: 'Set no password: containers need no log-in. Where one is needed set it when the container starts, from a secret.',
  references: ['CIS 4.10', 'CWE-259'],
  aliases: ['CKV2_DOCKER_17'],
  check,
};

const ADDERS = new Set(['useradd', 'usermod', 'adduser', 'groupadd', 'groupmod']);
const PASSWORD: OptionSyntax = {
  withValue: new Set(['-p', '--password', '-u', '-g', '-G', '-d', '-s', '-c']),
};
const SETTERS = new Set(['chpasswd', 'chgpasswd', 'newusers']);
/** In /etc/shadow these are no password but a lock. */
const LOCKED = /^(?:[!*]|x$)/u;

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (hasSecretMount(instruction)) continue;
    const range = setsPassword(command)?.range;
    if (range === undefined) continue;
    const message = `\`${command.name ?? ''}\` sets a password that everyone with the image has. Set none.`;
    yield { kind: 'hit', instruction, range, message };
  }
}

function setsPassword(command: ShellCommand): Pick<ShellWord, 'range'> | undefined {
  const { name, args } = command;
  if (name === null) return undefined;
  if (SETTERS.has(name)) return { range: nameRange(command) };
  if (name === 'passwd') return args.find(({ value }) => value === '--stdin' || value === '-s');
  if (!ADDERS.has(name)) return undefined;
  const option = readCommandLine(args, PASSWORD).options.find(
    (item) => item.name === '-p' || item.name === '--password',
  );
  const isSet =
    option !== undefined && option.value !== null && option.value !== '' && !LOCKED.test(option.value);
  return isSet ? option.word : undefined;
}

function hasSecretMount({ flags }: Instruction): boolean {
  return flags.some(
    ({ name, value }) => name === 'mount' && mountOptions(value ?? '').get('type') === 'secret',
  );
}
