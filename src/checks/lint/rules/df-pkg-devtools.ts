import type { ShellCommand } from '../../../dockerfile/shell.ts';
import { plain } from '../../../util/escape.ts';
import { installedPackages, packageName } from '../packages.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { runScripts } from '../run-scripts.ts';

export const dfPkgDevtools: LintRule = {
  id: 'DF-PKG-DEVTOOLS',
  title: 'Tools for building or looking around in the image',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'A compiler, an editor or netcat serves nobody in a running container but an attacker, and brings its own vulnerabilities.',
  fix: 'Build in a stage of its own and copy the result; or remove the tools in the same RUN.',
  references: ['CIS 4.3'],
  aliases: [],
  check,
};

// prettier-ignore
const TOOLS = new Set([
  'build-essential', 'build-base', 'base-devel', 'alpine-sdk', 'gcc', 'g++', 'gcc-c++', 'clang', 'make', 'cmake',
  'autoconf', 'automake', 'libtool', 'bison', 'flex', 'rustc', 'cargo', 'golang', 'golang-go', 'maven', 'gradle',
  'gdb', 'strace', 'ltrace', 'valgrind', 'vim', 'vim-tiny', 'nano', 'emacs', 'netcat', 'netcat-openbsd',
  'netcat-traditional', 'ncat', 'nmap', 'nmap-ncat', 'socat', 'telnet', 'tcpdump', 'openssh-client',
  'openssh-clients', 'sshpass', 'screen', 'tmux', 'linux-headers', 'musl-dev', 'libc6-dev', 'glibc-devel',
]);
const SHOWN = 5;
const REMOVES = new Set(['remove', 'purge', 'autoremove', 'del', 'erase', 'rm']);
const MANAGERS = new Set(['apt', 'apt-get', 'aptitude', 'apk', 'yum', 'dnf', 'microdnf', 'zypper']);

function* check(context: LintContext): Iterable<Hit> {
  const stages = new Set(context.chain.map(({ index }) => index));
  for (const { instruction, commands } of runScripts(context)) {
    if (instruction.stage === null || !stages.has(instruction.stage)) continue;
    for (const [index, command] of commands.entries()) {
      const tools = installedPackages(command).filter((word) => TOOLS.has(packageName(word)));
      const [first] = tools;
      if (first === undefined || commands.slice(index + 1).some((next) => removes(next, command))) continue;
      const names = tools.slice(0, SHOWN).map((word) => plain(packageName(word), 40));
      const more = tools.length > SHOWN ? ' and more' : '';
      const message = `${names.join(', ')}${more}: not needed to run. Build in a stage of its own.`;
      yield { kind: 'hit', instruction, range: first.range, message };
    }
  }
}

/** A later removal in the same RUN, whatever it names: the packages may be in a variable or a virtual one. */
function removes({ name, args }: ShellCommand, install: ShellCommand): boolean {
  if (name === null || !MANAGERS.has(name) || (name === 'apk') !== (install.name === 'apk')) return false;
  return args.some(({ value }) => REMOVES.has(value));
}
