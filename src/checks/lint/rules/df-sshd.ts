import { packageName, installedPackages } from '../packages.ts';
import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import { plain } from '../../../util/escape.ts';
import { operands } from '../command-options.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfSshd: LintRule = {
  id: 'DF-SSHD',
  title: 'A remote login server in the image',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'It is one more way in, with keys and passwords of its own that nobody rotates.',
  fix: 'Leave it out: `docker exec` and `kubectl exec` give a shell without a server.',
  references: ['CIS 5.7'],
  aliases: ['DS-0004', 'CKV_DOCKER_1'],
  check,
};

const PACKAGES = new Set([
  'openssh-server',
  'openssh',
  'ssh',
  'dropbear',
  'telnetd',
  'telnet-server',
  'inetutils-telnetd',
  'rsh-server',
]);
const SERVERS = new Set(['sshd', 'dropbear', 'telnetd', 'in.telnetd', 'utelnetd']);
const SERVICES = new Set(['ssh', 'sshd', 'ssh.service', 'sshd.service', 'dropbear', 'telnetd']);
const STARTERS = new Set(['service', 'systemctl', 'rc-update', 'rc-service', 'update-rc.d', 'chkconfig']);
const SSH_PORT = /^22(?:\/tcp)?$/iu;

function* check({ instructions, commands, resolve }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    if (instruction.keyword !== 'EXPOSE') continue;
    for (const { text, value, range } of instruction.words) {
      if (!SSH_PORT.test(resolve(text, instruction).text ?? value)) continue;
      yield {
        kind: 'hit',
        instruction,
        range,
        message: 'EXPOSE names port 22, the port of an SSH server. Leave it out.',
      };
    }
  }
  for (const { command, instruction } of commands) {
    const word = serverWord(command);
    if (word === null) continue;
    const message = `"${plain(word.value, 60)}" is a remote login server. Leave it out of the image.`;
    yield { kind: 'hit', instruction, range: word.range, message };
  }
}

function serverWord(command: ShellCommand): ShellWord | null {
  const { name, words } = command;
  if (name === null) return null;
  if (SERVERS.has(name)) return words[0] ?? null;
  if (STARTERS.has(name)) return operands(command).find(({ value }) => SERVICES.has(value)) ?? null;
  return installedPackages(command).find((word) => PACKAGES.has(packageName(word))) ?? null;
}
