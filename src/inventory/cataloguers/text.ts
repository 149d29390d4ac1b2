/** What a package's own words may hold: printable, without spaces at the ends, and not endless. */
const WORDS_MAX = 1000;
const VERSION = /^[\x21-\x7e]{1,256}$/u;

/** A version as a database states it: visible ASCII without spaces; null when it is not one. */
export function statedVersion(text: string | undefined): string | null {
  return text !== undefined && VERSION.test(text) ? text : null;
}

/** Free words such as a licence; null when there are none. */
export function statedWords(text: string | undefined): string | null {
  const words = text?.trim().replace(/\s+/gu, ' ') ?? '';
  return words === '' ? null : words.slice(0, WORDS_MAX);
}

/** A name for a message: quoted, and cut when it is long. */
export function quoted(text: string | undefined): string {
  return JSON.stringify((text ?? '').slice(0, 80));
}

/** What a text file that was cut in the middle of a line tells: packages after it are missing. Null when it was not. */
export function cutShort(content: Buffer): string | null {
  return content.length === 0 || content.at(-1) === 0x0a ? null : CUT;
}

const CUT = 'its last line has no end: the file is cut short, and packages may be missing';
