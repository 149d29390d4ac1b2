import { LIMITS } from '../util/limits.ts';

/** Files that are kept whole, because the inventory or a check reads them. */
export const NOTABLE_FILES: readonly string[] = [
  'etc/os-release',
  'usr/lib/os-release',
  'etc/passwd',
  'etc/group',
];

export const NOTABLE_BYTES = LIMITS.notableFileBytes.value;

/** Where os-release is looked for, in this order. Source: os-release(5). */
export const OS_RELEASE_FILES: readonly string[] = ['etc/os-release', 'usr/lib/os-release'];
