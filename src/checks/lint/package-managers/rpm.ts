import type { ShellWord } from '../../../dockerfile/shell.ts';
import type { PackageManager } from './manager.ts';

/** Source: yum(8), dnf(8). */
const WITH_VALUE = new Set([
  '-c',
  '--config',
  '-d',
  '--debuglevel',
  '-e',
  '--errorlevel',
  '--rpmverbosity',
  '-R',
  '--randomwait',
  '-x',
  '--exclude',
  '--excludepkgs',
  '--enablerepo',
  '--disablerepo',
  '--repo',
  '--repoid',
  '--installroot',
  '--releasever',
  '--setopt',
  '--forcearch',
  '--comment',
  '--advisory',
  '--destdir',
  '--downloaddir',
  '--enableplugin',
  '--disableplugin',
]);
const INSTALLS = ['install', 'localinstall', 'groupinstall', 'group install', 'module install'];

export const YUM: PackageManager = {
  programs: new Set(['yum']),
  installs: INSTALLS,
  syntax: { withValue: WITH_VALUE },
};

export const DNF: PackageManager = {
  programs: new Set(['dnf', 'dnf5', 'microdnf']),
  installs: INSTALLS,
  syntax: { withValue: WITH_VALUE },
};

/** Source: zypper(8). */
export const ZYPPER: PackageManager = {
  programs: new Set(['zypper']),
  installs: ['install', 'in'],
  syntax: {
    withValue: new Set([
      '-t',
      '--type',
      '-r',
      '--repo',
      '--from',
      '-R',
      '--root',
      '--installroot',
      '-c',
      '--config',
      '-D',
      '--reposd-dir',
      '-C',
      '--cache-dir',
      '-p',
      '--plus-repo',
      '--plus-content',
      '--releasever',
      '--solver-focus',
      '--download',
    ]),
  },
};

/** True for a package given as a file or address: its version is what it is. */
export function isRpmFile({ value }: ShellWord): boolean {
  return value.endsWith('.rpm') || /^(?:https?|ftp|file):\/\//iu.test(value);
}
