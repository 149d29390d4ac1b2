import { compareDigits, compareText } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

/** Numbers and words in their order, without zeros that mean nothing. */
export type GemVersion = readonly string[];

/** RubyGems. Source: the documentation of Gem::Version, "How Software Changes" and "Preventing…". */
export const rubygems: VersionScheme<GemVersion> = { id: 'gem', parse: parseGem, compare: compareGem };

const VERSION = /^\d+[A-Za-z]*(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/u;
const SEGMENTS = /\d+|[A-Za-z]+/gu;
const WORD = /^[A-Za-z]/u;
const ZERO = /^0+$/u;

function parseGem(text: string): Parsed<GemVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  if (!VERSION.test(text)) return refused('it is not numbers and words between dots');
  // A dash starts a pre-release, which RubyGems writes as a word.
  const segments = text.replaceAll('-', '.pre.').match(SEGMENTS) ?? [];
  const word = segments.findIndex((segment) => WORD.test(segment));
  const numbers = word < 0 ? segments : segments.slice(0, word);
  const rest = word < 0 ? [] : segments.slice(word);
  return { ok: true, version: [...withoutZeros(numbers), ...withoutZeros(rest)] };
}

function withoutZeros(segments: readonly string[]): readonly string[] {
  let end = segments.length;
  while (end > 0 && ZERO.test(segments[end - 1] ?? '')) end--;
  return segments.slice(0, end);
}

/** A word sorts before a number, and a missing segment is a zero. */
function compareGem(a: GemVersion, b: GemVersion): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const left = a[i] ?? '0';
    const right = b[i] ?? '0';
    const isWord = WORD.test(left);
    if (isWord !== WORD.test(right)) return isWord ? -1 : 1;
    const difference = isWord ? compareText(left, right) : compareDigits(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}
