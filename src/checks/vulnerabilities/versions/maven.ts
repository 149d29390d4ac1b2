import { compareDigits, compareText } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

interface Token {
  /** What stood before it; a change between digits and letters counts as a dash. */
  readonly prefix: '.' | '-';
  /** Digits, or a word in lower case. */
  readonly text: string;
  readonly isNumber: boolean;
}

export type MavenVersion = readonly Token[];

/** Maven. Source: maven.apache.org, "POM Reference", "Version Order Specification". */
export const maven: VersionScheme<MavenVersion> = { id: 'maven', parse: parseMaven, compare: compareMaven };

const PRINTABLE = /^[\x21-\x7e]+$/u;
const PIECES = /[.-]|\d+|[^.\d-]+/gu;
const NUMBER = /^\d/u;
const ZERO = /^0*$/u;
/** Lowest first; every other word comes after them, by its letters. */
const QUALIFIERS: readonly string[] = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const SAME: ReadonlyMap<string, string> = new Map([
  ['cr', 'rc'],
  ['ga', ''],
  ['final', ''],
  ['release', ''],
]);
/** Only directly before a number. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

function parseMaven(text: string): Parsed<MavenVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  if (!PRINTABLE.test(text)) return refused('it has a space or a character that is not ASCII');
  return { ok: true, version: trimmed(tokensOf(text.toLowerCase())) };
}

function tokensOf(text: string): readonly Token[] {
  const pieces = text.match(PIECES) ?? [];
  const tokens: Token[] = [];
  let prefix: Token['prefix'] = '.';
  let isEmpty = true;
  for (const [index, piece] of pieces.entries()) {
    if (piece === '.' || piece === '-') {
      if (isEmpty) tokens.push({ prefix, text: '0', isNumber: true });
      prefix = piece;
      isEmpty = true;
      continue;
    }
    const isNumber = NUMBER.test(piece);
    if (!isEmpty) prefix = '-';
    const word = SAME.get(piece) ?? (NUMBER.test(pieces[index + 1] ?? '') ? SHORT.get(piece) : undefined);
    tokens.push({ prefix, text: isNumber ? piece : (word ?? piece), isNumber });
    isEmpty = false;
  }
  if (isEmpty) tokens.push({ prefix, text: '0', isNumber: true });
  return tokens;
}

/** Without what says nothing at the end, and before each dash. */
function trimmed(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  let mayDrop = true;
  for (const [index, token] of [...tokens.entries()].toReversed()) {
    // The first number stays: it tells `0` from a version that starts with a word.
    if (mayDrop && index > 0 && isNothing(token)) continue;
    kept.push(token);
    // A word joined by a dot is the same as one joined by a dash.
    mayDrop = token.prefix === '-' || !token.isNumber;
  }
  return kept.toReversed();
}

function isNothing({ text, isNumber }: Token): boolean {
  return isNumber ? ZERO.test(text) : text === '';
}

function compareMaven(a: MavenVersion, b: MavenVersion): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const left = a[i] ?? padding(b[i]);
    const right = b[i] ?? padding(a[i]);
    const difference = compareTokens(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

function padding(other: Token | undefined): Token {
  const prefix = other?.prefix ?? '.';
  return prefix === '.' && other?.isNumber === true
    ? { prefix, text: '0', isNumber: true }
    : { prefix, text: '', isNumber: false };
}

/** Words, however they are joined, then numbers behind a dash, then numbers behind a dot. */
function compareTokens(a: Token, b: Token): number {
  const order = orderOf(a) - orderOf(b);
  if (order !== 0) return order;
  if (a.isNumber) return compareDigits(a.text, b.text);
  const left = rankOf(a.text);
  const right = rankOf(b.text);
  return left - right || (left === QUALIFIERS.length ? compareText(a.text, b.text) : 0);
}

function orderOf({ prefix, isNumber }: Token): number {
  if (!isNumber) return 0;
  return prefix === '-' ? 1 : 2;
}

function rankOf(word: string): number {
  const rank = QUALIFIERS.indexOf(word);
  return rank < 0 ? QUALIFIERS.length : rank;
}
