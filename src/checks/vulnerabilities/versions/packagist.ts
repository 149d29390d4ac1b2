import { compareDigits } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

/** Runs of digits and of letters, in lower case. */
export type PackagistVersion = readonly string[];

/**
 * Packagist, by PHP's own order, on which Composer's rests. A branch (`dev-main`) is older than every release.
 * Source: PHP manual, version_compare; getcomposer.org, "Versions and constraints".
 */
export const packagist: VersionScheme<PackagistVersion> = {
  id: 'packagist',
  parse: parsePackagist,
  compare: comparePackagist,
};

const VERSION = /^[0-9A-Za-z][0-9A-Za-z.+_~#/-]*$/u;
const PARTS = /\d+|[a-z]+|#/gu;
const NUMBER = /^\d/u;
/** Words by their beginnings, lowest first; a word that is none of them sorts before all. */
const WORDS: readonly (readonly string[])[] = [['dev'], ['alpha', 'a'], ['beta', 'b'], ['rc', 'c']];
const RANK_END = 4;
const RANK_NUMBER = 5;
const RANK_PATCH = 6;

function parsePackagist(text: string): Parsed<PackagistVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  if (!VERSION.test(text)) return refused('it has a character that no version has');
  const lower = text.toLowerCase();
  return { ok: true, version: (/^v\d/u.test(lower) ? lower.slice(1) : lower).match(PARTS) ?? [] };
}

function comparePackagist(a: PackagistVersion, b: PackagistVersion): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const left = a[i];
    const right = b[i];
    // PHP's placeholder for any number, and for none.
    if ((left === '#' && isNumberOrNone(right)) || (right === '#' && isNumberOrNone(left))) continue;
    const rank = rankOf(left) - rankOf(right);
    if (rank !== 0) return rank;
    if (left === undefined || right === undefined || !NUMBER.test(left)) continue;
    const difference = compareDigits(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(part: string | undefined): number {
  if (part === undefined) return RANK_END;
  if (NUMBER.test(part) || part === '#') return RANK_NUMBER;
  if (part.startsWith('p')) return RANK_PATCH;
  return WORDS.findIndex((words) => words.some((word) => part.startsWith(word)));
}

function isNumberOrNone(part: string | undefined): boolean {
  return part === undefined || part === '#' || NUMBER.test(part);
}
