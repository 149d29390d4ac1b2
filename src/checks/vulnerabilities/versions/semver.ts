import { compareDigits, compareText } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

export interface SemverVersion {
  /** Major, minor, patch. */
  readonly numbers: readonly [string, string, string];
  /** Empty for a release. */
  readonly prerelease: readonly string[];
}

/**
 * npm. Source: Semantic Versioning 2.0.0, section 11. Read a little more widely, as advisories and old
 * packages write them: a leading `v` or `=`, one or two numbers, and more than three, of which the rest is
 * build metadata. Numbers may be of any size.
 */
export const semver: VersionScheme<SemverVersion> = {
  id: 'semver',
  parse: parseSemver,
  compare: compareSemver,
};

const CORE = /^[v=]?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?=$|[-+.a-z])/iu;
const IDENTIFIERS = /^[0-9A-Za-z.-]*$/u;
const NUMERIC = /^\d+$/u;

function parseSemver(text: string): Parsed<SemverVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  const core = CORE.exec(text);
  if (core === null) return refused('it does not start with numbers');
  const [whole, major = '0', minor = '0', patch = '0'] = core;
  const [rest = '', ...build] = text.slice(whole.length).split('+');
  if (build.length > 1) return refused('it has more than one "+"');
  if (!IDENTIFIERS.test(rest) || !IDENTIFIERS.test(build[0] ?? '')) {
    return refused('it has a character that is not a letter, digit, "." or "-"');
  }
  const dash = rest.indexOf('-');
  if (dash !== 0 && (core[3] === undefined || !rest.startsWith('.')) && rest !== '') {
    return refused('a letter or dot follows its numbers');
  }
  if (dash === 0 && rest.slice(1).split('.').includes('')) {
    return refused('a part of its pre-release is empty');
  }
  const prerelease = dash === 0 ? rest.slice(1).split('.') : [];
  return { ok: true, version: { numbers: [major, minor, patch], prerelease } };
}

function compareSemver(a: SemverVersion, b: SemverVersion): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = compareDigits(number, b.numbers[index] ?? '');
    if (difference !== 0) return difference;
  }
  return comparePrerelease(a.prerelease, b.prerelease);
}

/** A release is greater than its pre-releases; numbers sort before words; more parts sort after fewer. */
export function comparePrerelease(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const difference = compareIdentifier(left, right);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareIdentifier(a: string, b: string): number {
  const leftIsNumber = NUMERIC.test(a);
  const rightIsNumber = NUMERIC.test(b);
  if (leftIsNumber && rightIsNumber) return compareDigits(a, b);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  return compareText(a, b);
}
