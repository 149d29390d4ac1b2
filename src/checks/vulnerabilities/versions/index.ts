import { apk } from './apk.ts';
import { deb } from './deb.ts';
import { pep440 } from './pep440.ts';
import type { VersionScheme } from './scheme.ts';
import { semver } from './semver.ts';

/** The version ordering of each OSV ecosystem that we can judge, by its name without release. */
export const SCHEMES: ReadonlyMap<string, VersionScheme> = new Map<string, VersionScheme>([
  ['Alpine', apk],
  ['Debian', deb],
  ['Ubuntu', deb],
  ['npm', semver],
  ['PyPI', pep440],
]);
