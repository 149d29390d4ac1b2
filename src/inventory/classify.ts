import type { Cataloguer, FileNames } from './cataloguer.ts';
import { CATALOGUERS } from './cataloguers/index.ts';
import { NOTABLE_FILES } from './notable.ts';
import { UNREAD, type UnreadFormat } from './unread.ts';

/** What a path is to the inventory. */
export type FileClass =
  | { readonly kind: 'catalogue'; readonly cataloguer: Cataloguer }
  | { readonly kind: 'notable' }
  | { readonly kind: 'unread'; readonly format: UnreadFormat };

export interface Classifier {
  /**
   * The coarse sieve on bytes: false for nearly all paths, and then nothing needs decoding.
   * `base` is where the last segment starts.
   */
  mayMatter(bytes: Uint8Array, length: number, base: number): boolean;
  classify(path: string): FileClass | null;
}

const SLASH = 0x2f;
/** The bit that tells small letters from capitals. */
const SMALL = 0x20;
const NOTABLE: FileClass = { kind: 'notable' };

/** Made once for each thread: a few tables of bits over first and last bytes of the names that somebody asked for. */
export function createClassifier(): Classifier {
  const names = [...CATALOGUERS.map((one) => one.names), ...UNREAD.map((one) => one.names), notableNames()];
  const bases = bitsOf(names.flatMap((one) => one.bases ?? []));
  const folders = bitsOf(names.flatMap((one) => one.folders ?? []));
  const ends = new Uint8Array(0x1_0000);
  for (const suffix of names.flatMap((one) => one.suffixes ?? []))
    ends[lastTwo(Buffer.from(suffix), suffix.length)] = 1;

  return {
    mayMatter(bytes, length, base) {
      if (bases[key(bytes, base, length)] === 1) return true;
      if (length - base > 1 && ends[lastTwo(bytes, length)] === 1) return true;
      if (base === 0) return false;
      let start = base - 1;
      while (start > 0 && bytes[start - 1] !== SLASH) start--;
      return folders[key(bytes, start, base - 1)] === 1;
    },
    classify,
  };
}

/** The exact answer for a path in normal form. */
export function classify(path: string): FileClass | null {
  if (NOTABLE_FILES.includes(path)) return NOTABLE;
  for (const cataloguer of CATALOGUERS) if (cataloguer.wants(path)) return { kind: 'catalogue', cataloguer };
  for (const format of UNREAD) if (format.path.test(path)) return { kind: 'unread', format };
  return null;
}

function notableNames(): FileNames {
  return { bases: NOTABLE_FILES.map((path) => path.slice(path.lastIndexOf('/') + 1)) };
}

/** A table of 2^14 bits over the last byte and the length, enough to tell names apart from nearly all others. */
function bitsOf(names: readonly string[]): Uint8Array {
  const bits = new Uint8Array(0x4000);
  for (const name of names) bits[key(Buffer.from(name), 0, name.length)] = 1;
  return bits;
}

function key(bytes: Uint8Array, start: number, end: number): number {
  const first = (bytes[start] ?? 0) & 0x7f;
  const last = (bytes[end - 1] ?? 0) & 0x7f;
  return ((first ^ ((end - start) << 3)) & 0x7f) | (last << 7);
}

/** Capitals count as small letters, so that `.JAR` is let through where `.jar` is. */
function lastTwo(bytes: Uint8Array, length: number): number {
  return (((bytes[length - 2] ?? 0) | SMALL) << 8) | ((bytes[length - 1] ?? 0) | SMALL);
}
