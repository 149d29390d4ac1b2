import type { PackageManager } from './manager.ts';

/** Source: apk(8), apk-add(8). */
export const APK: PackageManager = {
  programs: new Set(['apk']),
  installs: ['add'],
  syntax: {
    withValue: new Set([
      '-t',
      '--virtual',
      '-X',
      '--repository',
      '-p',
      '--root',
      '--arch',
      '--keys-dir',
      '--cache-dir',
      '--cache-max-age',
      '--repositories-file',
      '--wait',
      '--timeout',
      '--progress-fd',
    ]),
  },
};
