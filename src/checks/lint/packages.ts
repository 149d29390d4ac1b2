import type { ShellCommand, ShellWord } from '../../dockerfile/shell.ts';
import { operands } from './command-options.ts';

/** Package managers of distributions, and their words for "install". */
const INSTALLS: Readonly<Record<string, string>> = {
  apt: 'install',
  'apt-get': 'install',
  aptitude: 'install',
  apk: 'add',
  yum: 'install localinstall',
  dnf: 'install',
  microdnf: 'install',
  tdnf: 'install',
  zypper: 'install in',
};

/** The packages that a distribution's package manager installs, as written: `openssh-server=1:9.2`. */
export function installedPackages(command: ShellCommand): ShellWord[] {
  const { name } = command;
  const verbs = name !== null && Object.hasOwn(INSTALLS, name) ? INSTALLS[name] : undefined;
  if (verbs === undefined) return name === 'pacman' ? pacmanPackages(command) : [];
  const [verb, ...packages] = operands(command);
  return verb !== undefined && verbs.split(' ').includes(verb.value)
    ? packages
    : installedAfterOptions(command, verbs);
}

/** `openssh-server=1:9.2`, `openssh>8`, `openssh@edge` → the name. */
export function packageName({ value }: ShellWord): string {
  return value.split(/[=<>~@]/u, 1)[0] ?? value;
}

/** `apt-get -o Name value install x`: the verb is not the first operand. */
function installedAfterOptions(command: ShellCommand, verbs: string): ShellWord[] {
  const words = operands(command);
  const at = words.findIndex(({ value }) => verbs.split(' ').includes(value));
  return at < 0 ? [] : words.slice(at + 1);
}

function pacmanPackages(command: ShellCommand): ShellWord[] {
  return command.args.some(({ value }) => value.startsWith('-S')) ? operands(command) : [];
}
