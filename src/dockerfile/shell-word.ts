import type { WordPart } from 'unbash';
import type { ShellCommand } from './shell.ts';
import type { Piece, SourceText } from './source-text.ts';
import { offsetOf, slice } from './source-text.ts';

const LITERAL_PARTS = new Set([
  'Literal',
  'SingleQuoted',
  'AnsiCQuoted',
  'Glob',
  'ExtendedGlob',
  'BraceExpansion',
]);

/** True when no variable, substitution or arithmetic is in the word. */
export function isLiteral(parts: readonly WordPart[] | undefined): boolean {
  for (const part of parts ?? []) {
    if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') {
      if (!isLiteral(part.parts)) return false;
    } else if (!LITERAL_PARTS.has(part.type)) return false;
  }
  return true;
}

const SCRIPT_FLAG = /^-[A-Za-z]*c[A-Za-z]*$/u;

/**
 * The script of `sh -c 'script'`, its places kept; null when there is none. `read` takes the quotes from the
 * word: by default those of a shell.
 */
export function innerScript({ args }: ShellCommand, read = unquoted): SourceText | null {
  let wanted = false;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined) break;
    if (wanted && !isOption(word.value)) return read(word.source);
    if (!isOption(word.value)) return null;
    if (SCRIPT_FLAG.test(word.value)) wanted = true;
    // `-o pipefail`, `-O extglob`: the option's name follows.
    if (/^[-+][A-Za-z]*[oO]$/u.test(word.value)) index += 1;
  }
  return null;
}

function isOption(value: string): boolean {
  return /^[-+]./u.test(value);
}

/** Removes shell quotes and escapes from a word; variables stay as written. */
export function unquoted(source: SourceText): SourceText {
  const { text, lines } = source;
  const kept: string[] = [];
  const pieces: Piece[] = [];
  let quote: string | null = null;
  let last = -2;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === quote) {
      quote = null;
      continue;
    }
    if (quote === null && (char === '"' || char === "'")) {
      quote = char;
      continue;
    }
    if (char === '\\' && quote !== "'" && isEscape(quote, text[at + 1])) at += 1;
    if (at >= text.length) break;
    if (at !== last + 1) pieces.push({ at: kept.length, offset: offsetOf(source, at) });
    else if (source.pieces.length > 1) pieces.push({ at: kept.length, offset: offsetOf(source, at) });
    last = at;
    kept.push(text[at] ?? '');
  }
  if (pieces.length === 0) return slice(source, 0, 0);
  return { text: kept.join(''), pieces, lines };
}

/** In double quotes only these are escaped; elsewhere everything is. */
function isEscape(quote: string | null, next: string | undefined): boolean {
  return next !== undefined && (quote === null || '"\\$`\n'.includes(next));
}
