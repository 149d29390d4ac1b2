import type { Piece, SourceText } from './source-text.ts';
import { offsetOf, slice } from './source-text.ts';
import { isSpace, skipSpace } from './whitespace.ts';

/** `mixed`: an array that holds something else than strings, which the builder refuses. */
export type JsonForm =
  | { readonly kind: 'strings'; readonly values: readonly string[]; readonly source: SourceText }
  | { readonly kind: 'mixed' }
  | { readonly kind: 'none' };

const JSON_KEYWORDS = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME', 'HEALTHCHECK']);
const NONE: JsonForm = { kind: 'none' };

/**
 * BuildKit's rule: the exec form is a valid JSON array of strings and nothing else; anything that is not
 * valid JSON is the shell form, however much it looks like an array.
 */
export function readJson(keyword: string, argument: SourceText): JsonForm {
  if (!JSON_KEYWORDS.has(keyword)) return NONE;
  const source = keyword === 'HEALTHCHECK' ? afterFirstWord(argument) : argument;
  if (source.text[skipSpace(source.text, 0)] !== '[') return NONE;
  const value = parse(source.text);
  if (!Array.isArray(value)) return NONE;
  const values: string[] = [];
  for (const item of value as unknown[]) {
    if (typeof item !== 'string') return { kind: 'mixed' };
    values.push(item);
  }
  return { kind: 'strings', values, source };
}

/** A JSON string literal without its quotes and escapes, its places kept. */
export function jsonStringText(literal: SourceText): SourceText {
  const { text, lines } = literal;
  const kept: string[] = [];
  const pieces: Piece[] = [];
  let at = 1;
  while (at < text.length - 1) {
    const length = text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
    const value = length === 1 ? text[at] : parse(`"${text.slice(at, at + length)}"`);
    // The last character of the escape, so that a range ends where it ends.
    pieces.push({ at: kept.length, offset: offsetOf(literal, at + length - 1) });
    kept.push(typeof value === 'string' ? value : '');
    at += length;
  }
  return pieces.length === 0 ? slice(literal, 0, 0) : { text: kept.join(''), pieces, lines };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function afterFirstWord(argument: SourceText): SourceText {
  let at = 0;
  while (at < argument.text.length && !isSpace(argument.text[at])) at += 1;
  return slice(argument, at);
}
