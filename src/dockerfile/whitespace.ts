/** White space as the builder sees it: Go's `unicode.IsSpace`, which is not JavaScript's `\s`. */
const SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

/** What separates words: ASCII only. */
const SEPARATOR = /[\t\v\f\r ]/u;

export function isSpace(char: string | undefined): boolean {
  return char !== undefined && SPACE.test(char);
}

export function isSeparator(char: string | undefined): boolean {
  return char !== undefined && SEPARATOR.test(char);
}

/** What may stand between `<<` and the name of a heredoc. */
export function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\r';
}

/** The first position at or after `from` that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text[at])) at += 1;
  return at;
}

/** The end of the text without the white space at its end, never before `from`. */
export function trimmedEnd(text: string, from = 0): number {
  let end = text.length;
  while (end > from && isSpace(text[end - 1])) end -= 1;
  return end;
}
