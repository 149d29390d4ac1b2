import { SourceError } from '../../model/errors.ts';
import { decodeName, encodeName } from '../../util/names.ts';
import { PREFIX, prefixBytes } from '../../util/tar.ts';
import type { WalkedEntry } from './tar-walk.ts';

const SLASH = 0x2f;
const DOT = 0x2e;

/** The path of an entry as bytes: the one before is overwritten. Decoded only when somebody asks for `text`. */
export interface EntryPath {
  readonly bytes: Buffer;
  readonly length: () => number;
  /** Where the last segment starts. */
  readonly base: () => number;
  /** Takes the name of an entry: no leading slash, no `.`, `..` stops at the root. */
  set(entry: WalkedEntry): void;
  text(): string;
}

/** Throws `SourceError` TAR_NAME_TOO_LONG from `set`. */
export function createEntryPath(limit: number): EntryPath {
  let bytes = Buffer.allocUnsafeSlow(4096);
  let length = 0;
  let segment = 0;

  function room(more: number): void {
    if (more + 1 > limit) {
      throw new SourceError(
        'TAR_NAME_TOO_LONG',
        `a path in the tar has ${more} bytes, the limit is ${limit}`,
        {
          hint: 'Linux could not use such a path; do not use the image.',
        },
      );
    }
    if (more + 1 > bytes.length) bytes = Buffer.allocUnsafeSlow(more + 1);
  }

  function endSegment(): void {
    const size = length - segment;
    if (size === 0) return;
    if (size === 1 && bytes[segment] === DOT) {
      length = segment;
    } else if (size === 2 && bytes[segment] === DOT && bytes[segment + 1] === DOT) {
      length = parentOf(bytes, segment);
      segment = length;
    } else {
      bytes[length++] = SLASH;
      segment = length;
    }
  }

  function append(from: Uint8Array, start: number, end: number): void {
    for (let i = start; i < end; i++) {
      const byte = from[i] ?? 0;
      if (byte === 0) return;
      if (byte === SLASH) endSegment();
      else bytes[length++] = byte;
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    length: () => length,
    base: () => segment,
    set(entry) {
      length = 0;
      segment = 0;
      const { block, offset, longName } = entry;
      if (longName !== null) {
        const long = encodeName(longName);
        room(long.length);
        append(long, 0, long.length);
      } else {
        const prefix = prefixBytes(block, offset);
        if (prefix > 0) {
          append(block, offset + PREFIX, offset + PREFIX + prefix);
          endSegment();
        }
        append(block, offset, offset + 100);
      }
      endSegment();
      if (length > 0) length--;
      segment = bytes.lastIndexOf(SLASH, length - 1) + 1;
      if (length === 0) segment = 0;
    },
    text: () => decodeName(bytes, 0, length),
  };
}

/** A path as text in the same normal form. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Where the segment before the one at `segment` starts. */
function parentOf(bytes: Uint8Array, segment: number): number {
  let at = segment - 1;
  while (at > 0 && bytes[at - 1] !== SLASH) at--;
  return Math.max(at, 0);
}
