import type { Flag } from './dockerfile.ts';
import type { Escape } from './line-reader.ts';
import type { SourceText } from './source-text.ts';
import { rangeIn, slice } from './source-text.ts';
import { isSeparator, skipSpace, trimmedEnd } from './whitespace.ts';

/** Takes the `--flags` from the front of an instruction's rest; what follows them is the argument. */
export function takeFlags(rest: SourceText, escape: Escape): { flags: Flag[]; argument: SourceText } {
  const { text } = rest;
  const flags: Flag[] = [];
  let at = skipSeparators(text, 0);
  while (text.startsWith('--', at)) {
    const { word, end } = readFlag(text, at, escape);
    if (word === '--') {
      at = end;
      break;
    }
    const equals = word.indexOf('=');
    flags.push({
      name: equals < 0 ? word.slice(2) : word.slice(2, equals),
      value: equals < 0 ? null : word.slice(equals + 1),
      range: rangeIn(rest, at, end),
    });
    at = skipSeparators(text, end);
  }
  const start = skipSpace(text, at);
  return { flags, argument: slice(rest, start, trimmedEnd(text, start)) };
}

/**
 * Whether builders may see other flags in a text: they read single bytes, and two of those that make up other
 * characters (as in `à`) are white space to them. To older ones the backslash is the escape whatever the directive says.
 */
export function isUnsure(text: string, escape: Escape): boolean {
  if (escape !== '\\' && OTHER_ESCAPE.test(text)) return true;
  return text.includes('\ufffd') || Buffer.from(text).some((byte) => byte === 0x85 || byte === 0xa0);
}

const OTHER_ESCAPE = /[\\`]/u;

/** The builder looks for flags byte by byte: only ASCII white space counts here. */
function skipSeparators(text: string, from: number): number {
  let at = from;
  while (isSeparator(text[at])) at += 1;
  return at;
}

function readFlag(text: string, start: number, escape: Escape): { word: string; end: number } {
  const word: string[] = [];
  let quote: string | null = null;
  let at = start;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (quote === null && isSeparator(char)) break;
    at += 1;
    if (char === quote) quote = null;
    else if (quote === null && (char === '"' || char === "'")) quote = char;
    else if (char !== escape) word.push(char);
    else {
      word.push(text[at] ?? '');
      at += 1;
    }
  }
  return { word: word.join(''), end: Math.min(at, text.length) };
}
