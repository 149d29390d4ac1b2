import { plain } from '../../../util/escape.ts';
import type { OptionSyntax } from '../command-line.ts';
import { hasOption, readCommandLine } from '../command-line.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runCommands } from '../run-scripts.ts';

export const dfStyleUseradd: LintRule = {
  id: 'DF-STYLE-USERADD',
  title: 'A user with a high number is made without -l',
  severity: 'low',
  category: 'lint',
  profile: 'all',
  why: 'useradd writes /var/log/lastlog and faillog up to the place of the number: with a high one they become huge, and the layer with them.',
  fix: 'Add `-l` (`--no-log-init`).',
  references: ['https://github.com/golang/go/issues/13548'],
  aliases: ['DL3046'],
  check,
};

const HIGHEST = 99_999;
/** Source: useradd(8). */
const SYNTAX: OptionSyntax = {
  // prettier-ignore
  withValue: new Set([
    '-b', '--base-dir', '-c', '--comment', '-d', '--home-dir', '-e', '--expiredate', '-f', '--inactive', '-g',
    '--gid', '-G', '--groups', '-k', '--skel', '-K', '--key', '-p', '--password', '-P', '--prefix', '-R', '--root',
    '-s', '--shell', '-u', '--uid', '-Z', '--selinux-user',
  ]),
};

function* check(context: LintContext): Iterable<Hit> {
  for (const { command, instruction } of runCommands(context)) {
    if (command.name !== 'useradd') continue;
    const line = readCommandLine(command.args, SYNTAX);
    if (hasOption(line, ['-l', '--no-log-init'])) continue;
    const uid = line.options.find(({ name }) => name === '-u' || name === '--uid');
    if (uid === undefined || uid.value === null) continue;
    const value = context.resolve(uid.value, instruction).text ?? '';
    if (!/^\d{1,12}$/u.test(value) || Number(value) <= HIGHEST) continue;
    const message = `useradd with the number ${plain(value, 20)} writes huge log files into the layer. Add -l.`;
    yield { kind: 'hit', instruction, range: uid.word.range, message };
  }
}
