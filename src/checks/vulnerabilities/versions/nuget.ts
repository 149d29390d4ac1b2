import { compareDigits } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';
import { comparePrerelease } from './semver.ts';

export interface NugetVersion {
  /** Major, minor, patch, revision. */
  readonly numbers: readonly string[];
  /** In lower case; empty for a release. */
  readonly prerelease: readonly string[];
}

/** NuGet: four numbers, and words without regard to case. Source: NuGet's "Package versioning", "Normalized version numbers". */
export const nuget: VersionScheme<NugetVersion> = { id: 'nuget', parse: parseNuget, compare: compareNuget };

const VERSION = /^v?(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]*)?$/iu;

function parseNuget(text: string): Parsed<NugetVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  const match = VERSION.exec(text);
  if (match?.[1] === undefined)
    return refused('it is not one to four numbers, with a pre-release behind a dash');
  const prerelease = match[2] === undefined ? [] : match[2].toLowerCase().split('.');
  if (prerelease.includes('')) return refused('a part of its pre-release is empty');
  return { ok: true, version: { numbers: match[1].split('.'), prerelease } };
}

function compareNuget(a: NugetVersion, b: NugetVersion): number {
  for (let i = 0; i < 4; i++) {
    const difference = compareDigits(a.numbers[i] ?? '0', b.numbers[i] ?? '0');
    if (difference !== 0) return difference;
  }
  return comparePrerelease(a.prerelease, b.prerelease);
}
