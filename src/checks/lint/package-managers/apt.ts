import type { PackageManager } from './manager.ts';

/** Source: apt-get(8), apt(8), aptitude(8). */
export const APT: PackageManager = {
  programs: new Set(['apt-get', 'apt', 'aptitude']),
  installs: ['install'],
  syntax: {
    withValue: new Set([
      '-o',
      '--option',
      '-c',
      '--config-file',
      '-t',
      '--target-release',
      '--default-release',
      '-a',
      '--host-architecture',
      '--build-profiles',
    ]),
  },
};
