import { compareDigits, compareText } from './digits.ts';
import type { Parsed, VersionScheme } from './scheme.ts';
import { refused, textFault } from './scheme.ts';

/**
 * Where two versions stop having the same kind of part, the one whose part stands later in this list is the
 * greater: `1.0_rc1` < `1.0` < `1.0-r1` < `1.0_p1` < `1.0a` < `1.0.1`.
 */
const KINDS = [
  'empty',
  'pre',
  'invalid',
  'end',
  'revision',
  'hash',
  'suffix-number',
  'post',
  'letter',
  'zeros',
  'number',
  'rest',
] as const;

type Kind = (typeof KINDS)[number];

interface Token {
  readonly kind: Kind;
  readonly text: string;
}

export type ApkVersion = readonly Token[];

/** Alpine and what is made like it. Source: apk-package(5), "Package versions", and `apk version --test`. */
export const apk: VersionScheme<ApkVersion> = { id: 'apk', parse: parseApk, compare: compareApk };

const PRE = ['alpha', 'beta', 'pre', 'rc'];
const POST = ['cvs', 'svn', 'git', 'hg', 'p'];
const DIGITS = /\d+/uy;
const ZEROS = /^0+/u;
const LETTER = /[a-z]/uy;
const SUFFIX = /_([a-z]+)/uy;
const HASH = /~([0-9a-f]+)/uy;
const REVISION = /-r(\d*)(?![a-z])/uy;

/**
 * Splits any text the way apk does: what follows the first fault is one `invalid` part, which apk sorts
 * before the end of the version.
 */
export function readApk(text: string): ApkVersion {
  const tokens: Token[] = [];
  let at = readNumbers(text, tokens);
  const letter = matchAt(LETTER, text, at);
  if (letter !== null) {
    tokens.push({ kind: 'letter', text: letter[0] });
    at += 1;
    const number = matchAt(DIGITS, text, at);
    if (number !== null) tokens.push({ kind: 'number', text: number[0] });
    at += number?.[0].length ?? 0;
  }
  at = readSuffixes(text, at, tokens);
  for (const [kind, pattern] of [
    ['hash', HASH],
    ['revision', REVISION],
  ] as const) {
    const match = matchAt(pattern, text, at);
    if (match !== null) tokens.push({ kind, text: match[1] ?? '' });
    at += match?.[0].length ?? 0;
  }
  tokens.push({ kind: at < text.length ? 'invalid' : 'end', text: '' });
  return tokens;
}

export function compareApk(a: ApkVersion, b: ApkVersion): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 0;
    if (left.kind !== right.kind) return KINDS.indexOf(left.kind) - KINDS.indexOf(right.kind);
    const difference = compareTokens(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parseApk(text: string): Parsed<ApkVersion> {
  const fault = textFault(text);
  if (fault !== null) return refused(fault);
  const version = readApk(text);
  const wrong = version.some((token) => token.kind === 'invalid' || token.kind === 'empty');
  if (wrong || version[0]?.kind !== 'number') {
    return refused('it is not of the form 1.2.3a_suffix1~hash-r1');
  }
  return { ok: true, version };
}

function compareTokens(a: Token, b: Token): number {
  switch (a.kind) {
    case 'zeros':
      return b.text.length - a.text.length;
    case 'number':
    case 'rest':
    case 'suffix-number':
    case 'revision':
      return compareDigits(a.text, b.text);
    case 'pre':
      return PRE.indexOf(a.text) - PRE.indexOf(b.text);
    case 'post':
      return POST.indexOf(a.text) - POST.indexOf(b.text);
    case 'letter':
    case 'hash':
      return compareText(a.text, b.text);
    case 'empty':
    case 'invalid':
    case 'end':
      break;
  }
  return 0;
}

function readNumbers(text: string, tokens: Token[]): number {
  let at = 0;
  for (;;) {
    const digits = matchAt(DIGITS, text, at);
    if (digits !== null) tokens.push(...numberTokens(digits[0], tokens.length === 0));
    else if (text[at] === '.' || at > 0) tokens.push({ kind: 'empty', text: '' });
    at += digits?.[0].length ?? 0;
    if (text[at] !== '.') return at;
    at += 1;
  }
}

/**
 * After the first number, leading zeros are a part of their own, and the more there are the lower it is
 * (apk-tools 2; apk-tools 3 compares such numbers as text, which differs only where both have leading zeros).
 */
function numberTokens(digits: string, first: boolean): readonly Token[] {
  const zeros = first ? '' : (ZEROS.exec(digits)?.[0] ?? '');
  if (zeros === '') return [{ kind: 'number', text: digits }];
  const rest = digits.slice(zeros.length);
  return rest === ''
    ? [{ kind: 'zeros', text: zeros }]
    : [
        { kind: 'zeros', text: zeros },
        { kind: 'rest', text: rest },
      ];
}

function readSuffixes(text: string, from: number, tokens: Token[]): number {
  let at = from;
  for (;;) {
    const suffix = matchAt(SUFFIX, text, at);
    const word = suffix?.[1] ?? '';
    const kind = PRE.includes(word) ? 'pre' : 'post';
    if (suffix === null || (kind === 'post' && !POST.includes(word))) return at;
    tokens.push({ kind, text: word });
    at += suffix[0].length;
    const number = matchAt(DIGITS, text, at);
    if (number !== null) tokens.push({ kind: 'suffix-number', text: number[0] });
    at += number?.[0].length ?? 0;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
