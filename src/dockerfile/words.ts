import type { Word } from './dockerfile.ts';
import { lex } from './lex.ts';
import type { Escape } from './line-reader.ts';
import type { SourceText } from './source-text.ts';
import { rangeIn, slice } from './source-text.ts';
import { isSeparator, isSpace } from './whitespace.ts';

const KEYWORDS_QUOTED = new Set(['ENV', 'LABEL', 'ARG', 'RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const KEYWORDS_WHOLE = new Set(['USER', 'WORKDIR', 'STOPSIGNAL', 'MAINTAINER']);

/** Characters that mean something to the lexer; the escape character is the other one. */
const SPECIAL = /["'$<\s]/u;

/** Splits an argument as the builder does for that keyword: by quotes, by white space, or not at all. */
export function splitWords(argument: SourceText, keyword: string, escape: Escape): Word[] {
  if (argument.text === '') return [];
  if (KEYWORDS_WHOLE.has(keyword)) return [wordAt(argument, { start: 0, end: argument.text.length, escape })];
  const spans = KEYWORDS_QUOTED.has(keyword) ? quotedSpans(argument.text, escape) : plainSpans(argument.text);
  return spans.map(([start, end]) => wordAt(argument, { start, end, escape }));
}

/** The strings of a JSON array of strings, each with its place. `values` is what `JSON.parse` made of it. */
export function jsonWords(argument: SourceText, values: readonly string[]): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const value of values) {
    const start = argument.text.indexOf('"', at);
    let end = start + 1;
    while (end < argument.text.length && argument.text[end] !== '"') {
      end += argument.text[end] === '\\' ? 2 : 1;
    }
    at = end + 1;
    words.push({
      text: argument.text.slice(start, at),
      value,
      range: rangeIn(argument, start, at),
      source: slice(argument, start, at),
      error: null,
    });
  }
  return words;
}

/** One word of an argument, with its quotes removed; as written when they do not close. */
export function wordAt(
  argument: SourceText,
  { start, end, escape }: { readonly start: number; readonly end: number; readonly escape: string },
): Word {
  const text = argument.text.slice(start, end);
  const isPlain = !SPECIAL.test(text) && !text.includes(escape);
  const read = isPlain
    ? { text, error: null }
    : lex(text, { escape, lookup: () => undefined, keepUnset: true });
  return {
    text,
    value: read.error === null ? read.text : text,
    range: rangeIn(argument, start, end),
    source: slice(argument, start, end),
    error: read.error,
  };
}

function plainSpans(text: string): [number, number][] {
  const spans: [number, number][] = [];
  let at = 0;
  while (at < text.length) {
    while (isSeparator(text[at])) at += 1;
    const start = at;
    while (at < text.length && !isSeparator(text[at])) at += 1;
    if (at > start) spans.push([start, at]);
  }
  return spans;
}

function quotedSpans(text: string, escape: Escape): [number, number][] {
  const spans: [number, number][] = [];
  let at = 0;
  while (at < text.length) {
    while (isSpace(text[at])) at += 1;
    const start = at;
    at = quotedWordEnd(text, start, escape);
    if (at > start) spans.push([start, at]);
  }
  return spans;
}

function quotedWordEnd(text: string, start: number, escape: Escape): number {
  let quote: string | null = null;
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (char === escape && quote !== "'") at += 1;
    else if (quote === null && isSpace(char)) return at;
    else if (quote === null && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = null;
    at += 1;
  }
  return Math.min(at, text.length);
}
