import { BadValue, quote } from '../kinds.ts';

/**
 * A regular expression of the small grammar that policies may use: text, `.`, classes, groups, alternatives and
 * quantifiers. What could take more than a short time, or looks beyond the text, is not part of it.
 */
export interface PatternToken {
  readonly kind: 'text' | 'dot' | 'class' | 'open' | 'close' | 'or' | 'start' | 'end';
  /** What it stands for, for `text`; otherwise as it was written. */
  readonly text: string;
  /** How often what it ends may repeat; once without a quantifier. */
  readonly most: number;
  readonly quantified: boolean;
  /** True when a text may fit without it: `x?`, `x*`, `x{0,3}`. */
  readonly optional: boolean;
}

const MANY = Number.POSITIVE_INFINITY;
const QUANTIFIER = /(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??/uy;
const MAY_BE_NONE = /^(?:[*?]|\{0+[,}])/u;
const ONCE = /^\{0*1(?:,0*1)?\}/u;
const CLASS = /\[(?:[^\]\\]|\\.)*\]/uy;
/** A class of one character, such as `[.]`, is that character. */
const ONE_CHARACTER = /^\[(?:\\?([./@:-])|(\w))\]$/u;
const KNOWN_ESCAPE = /^[dwsDWS]$/u;
const PLAIN_ESCAPE = /^[\\^$.*+?()[\]{}|/-]$/u;

/** @throws BadValue for what is not in the grammar. `source` must compile with the flag `u`. */
export function patternTokens(source: string): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  for (let at = 0; at < source.length;) {
    const [kind, text, length] = tokenAt(source, at);
    at += length;
    QUANTIFIER.lastIndex = at;
    const [quantifier] = QUANTIFIER.exec(source) ?? [];
    at += quantifier?.length ?? 0;
    // `{1}` says nothing; what it stands behind is as fixed as without it.
    const quantified = quantifier !== undefined && !ONCE.test(quantifier);
    const optional = quantifier !== undefined && MAY_BE_NONE.test(quantifier);
    tokens.push({ kind, text, most: mostOf(quantifier), quantified, optional });
  }
  return tokens;
}

function tokenAt(source: string, at: number): readonly [PatternToken['kind'], string, number] {
  const char = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (char === '\\') return escapeAt(source, at);
  if (char === '(') {
    if (source.startsWith('(?:', at)) return ['open', '(?:', 3];
    if (source[at + 1] === '?') throw notInGrammar('a group that looks ahead or behind, or has a name');
    return ['open', char, 1];
  }
  if (char === '[') {
    CLASS.lastIndex = at;
    const [text = char] = CLASS.exec(source) ?? [];
    const [, sign, letter] = ONE_CHARACTER.exec(text) ?? [];
    const only = sign ?? letter;
    return only === undefined ? ['class', text, text.length] : ['text', only, text.length];
  }
  const kinds = { '.': 'dot', ')': 'close', '|': 'or', '^': 'start', $: 'end' } as const;
  const kind = Object.entries(kinds).find(([sign]) => sign === char)?.[1] ?? 'text';
  return [kind, char, char.length];
}

function escapeAt(source: string, at: number): readonly [PatternToken['kind'], string, number] {
  const char = source[at + 1] ?? '';
  if (KNOWN_ESCAPE.test(char)) return ['class', `\\${char}`, 2];
  if (PLAIN_ESCAPE.test(char)) return ['text', char, 2];
  throw notInGrammar(quote(`\\${char}`));
}

function mostOf(quantifier: string | undefined): number {
  if (quantifier === undefined) return 1;
  if (quantifier.startsWith('*') || quantifier.startsWith('+')) return MANY;
  if (quantifier.startsWith('?')) return 1;
  const [, least = '', comma, most = ''] = /^\{(\d+)(,?)(\d*)\}/u.exec(quantifier) ?? [];
  if (comma === '') return Number(least);
  return most === '' ? MANY : Number(most);
}

function notInGrammar(what: string): BadValue {
  return new BadValue(
    `the pattern has ${what}, which patterns here may not use`,
    'Use text, ., [classes], (groups), | and the quantifiers * + ? {n}.',
    'TRUST_PATTERN',
  );
}
