import { SourceError } from '../../model/errors.ts';
import {
  gnuLongName,
  hasBody,
  paddedSize,
  parseHeader,
  parsePax,
  paxSize,
  TAR_BLOCK,
  TAR_TYPE,
} from '../../util/tar.ts';
import type { TarHeader } from '../../util/tar.ts';

/** An entry as the walk shows it: one object, used again for the next, so keep nothing of it. */
export interface WalkedEntry {
  type: number;
  size: number;
  mode: number;
  /** The header is at `offset` of `block`; what is behind it in `block` is the start of the body. */
  block: Uint8Array;
  offset: number;
  /** Replaces the name in the header; null when the header's own counts. */
  longName: string | null;
  longLink: string | null;
  /** Kept with holes: the body is not the content. */
  isSparse: boolean;
  /** For the visitor to set: it takes what it wants of the body as parts, so that nothing is held for it. */
  inParts: boolean;
}

export interface TarVisitor {
  /** Returns how many of the first bytes of the body are wanted. The first 512 of them are behind the header. */
  entry(entry: WalkedEntry): number;
  /** The bytes that were wanted, valid until it returns. */
  body(bytes: Uint8Array): void;
  /** The next of the bytes that were wanted in parts, valid until it returns. */
  part?(bytes: Uint8Array, isLast: boolean): void;
}

export interface TarWalk {
  /** Takes whole blocks (only the last bytes of a tar may be fewer). */
  readonly push: (bytes: Uint8Array) => void;
  /** Call after the last byte. Throws `SourceError` TAR_TRUNCATED when an entry is cut short. */
  end(): void;
  readonly entries: () => number;
}

export interface TarWalkLimits {
  readonly entries: number;
  readonly paxBytes: number;
}

const FIRST_SCRATCH = 64 * 1024;
/** Bytes; what a larger body needed is given back after it. */
const KEPT_SCRATCH = 8 * 1024 * 1024;
const NO_BYTES = new Uint8Array(0);
// Where an old GNU sparse header, and each block that continues it, says that one more block follows.
const SPARSE_FLAG = 482;
const SPARSE_BLOCK_FLAG = 504;

const SPARSE_KEYS = ['GNU.sparse.major', 'GNU.sparse.size', 'GNU.sparse.map', 'GNU.sparse.offset'] as const;

type Special = 'pax' | 'name' | 'link';

/**
 * Walks a tar in place: bodies that are not wanted are passed over without being copied. Reads ustar, PAX
 * and GNU long names as Go's archive/tar does, because that is what unpacks layers.
 * Source: POSIX.1-2024 pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar manual, "Basic Tar Format".
 */
export function createTarWalk(visitor: TarVisitor, limits: TarWalkLimits): TarWalk {
  let count = 0;
  let zeroBlocks = 0;
  /** Bytes up to the next header. */
  let skip = 0;
  let wanted = 0;
  let held = 0;
  let scratch = Buffer.allocUnsafeSlow(FIRST_SCRATCH);
  let special: Special | null = null;
  let inSparseMap = false;
  let pax: Map<string, string> | null = null;
  /** A header that came last in its chunk, kept until the start of its body is there too. */
  const edge = Buffer.alloc(2 * TAR_BLOCK);
  let isOnEdge = false;
  const entry: WalkedEntry = {
    type: 0,
    size: 0,
    mode: 0,
    block: scratch,
    offset: 0,
    longName: null,
    longLink: null,
    isSparse: false,
    inParts: false,
  };

  function hold(bytes: Uint8Array): void {
    if (held + bytes.length > scratch.length) {
      const most = Math.max(scratch.length * 2, held + bytes.length);
      const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_SCRATCH, Math.min(most, wanted)));
      scratch.copy(larger, 0, 0, held);
      scratch = larger;
    }
    scratch.set(bytes, held);
    held += bytes.length;
  }

  function finishBody(bytes: Uint8Array): void {
    if (special === null) visitor.body(bytes);
    else if (special === 'pax') pax = parsePax(bytes);
    else if (special === 'name') entry.longName = gnuLongName(bytes);
    else entry.longLink = gnuLongName(bytes);
    special = null;
    wanted = 0;
    held = 0;
    if (scratch.length > KEPT_SCRATCH) scratch = Buffer.allocUnsafeSlow(FIRST_SCRATCH);
  }

  function part(bytes: Uint8Array): void {
    held += bytes.length;
    const isLast = held === wanted;
    visitor.part?.(bytes, isLast);
    if (!isLast) return;
    wanted = 0;
    held = 0;
  }

  /** Takes from the body that starts at `from`; returns where the next header or the end of the chunk is. */
  function body(bytes: Uint8Array, from: number): number {
    const to = Math.min(bytes.length, from + skip);
    if (wanted > 0) {
      const end = Math.min(to, from + wanted - held);
      if (special === null && entry.inParts) part(bytes.subarray(from, end));
      else if (held === 0 && end - from === wanted) finishBody(bytes.subarray(from, end));
      else {
        hold(bytes.subarray(from, end));
        if (held === wanted) finishBody(scratch.subarray(0, held));
      }
    }
    skip -= to - from;
    return to;
  }

  function startSpecial(kind: Special, size: number): void {
    if (size > limits.paxBytes) throw tooLong(size, limits.paxBytes);
    special = kind;
    skip = paddedSize(size);
    wanted = size;
    // An empty one would never be finished by its body.
    if (size === 0) finishBody(NO_BYTES);
  }

  /** Not applied, and what was said of the next entry before it is forgotten, both as in Go. */
  function startGlobal(size: number): void {
    skip = paddedSize(size);
    entry.longName = null;
    entry.longLink = null;
    pax = null;
  }

  function startEntry(block: Uint8Array, offset: number, header: TarHeader): void {
    count++;
    if (count > limits.entries) throw tooMany(limits.entries);
    entry.type = header.type;
    entry.mode = header.mode;
    entry.block = block;
    entry.offset = offset;
    entry.isSparse = header.type === TAR_TYPE.gnuSparse;
    entry.size = header.size;
    if (pax !== null) applyPax(entry, pax);
    // What the old type NUL is depends on the name, and the size on what it is.
    if (block[offset + 156] === 0 && entry.longName !== null) {
      throw invalid('a long name belongs to an entry of the oldest form, which has none');
    }
    skip = paddedSize(entry.size);
    entry.inParts = false;
    wanted = Math.min(visitor.entry(entry), entry.size);
    inSparseMap = header.type === TAR_TYPE.gnuSparse && block[offset + SPARSE_FLAG] !== 0;
    entry.longName = null;
    entry.longLink = null;
    pax = null;
  }

  function header(block: Uint8Array, offset: number): void {
    const parsed = parseHeader(block, offset);
    if (parsed === null) {
      zeroBlocks++;
      return;
    }
    if (zeroBlocks > 0) throw invalid('a block of zeros is followed by more entries');
    if (parsed.type === TAR_TYPE.pax) startSpecial('pax', parsed.size);
    else if (parsed.type === TAR_TYPE.gnuLongName) startSpecial('name', parsed.size);
    else if (parsed.type === TAR_TYPE.gnuLongLink) startSpecial('link', parsed.size);
    else if (parsed.type === TAR_TYPE.paxGlobal) startGlobal(parsed.size);
    else startEntry(block, offset, parsed);
  }

  function keepForEdge(bytes: Uint8Array, at: number): void {
    edge.set(bytes.subarray(at), 0);
    isOnEdge = true;
  }

  /** Reads the header that waited for what is behind it. */
  function leaveEdge(next: Uint8Array): void {
    isOnEdge = false;
    edge.fill(0, TAR_BLOCK);
    edge.set(next.subarray(0, TAR_BLOCK), TAR_BLOCK);
    header(edge, 0);
  }

  return {
    push(bytes) {
      let at = 0;
      if (isOnEdge) leaveEdge(bytes);
      // What follows two blocks of zeros is padding to every reader of tars.
      while (at < bytes.length && zeroBlocks < 2) {
        if (inSparseMap) {
          inSparseMap = bytes[at + SPARSE_BLOCK_FLAG] !== 0;
          at += TAR_BLOCK;
        } else if (skip > 0) {
          at = body(bytes, at);
        } else {
          if (at + TAR_BLOCK === bytes.length) keepForEdge(bytes, at);
          else header(bytes, at);
          at += TAR_BLOCK;
        }
      }
    },
    end() {
      if (isOnEdge) leaveEdge(NO_BYTES);
      if (skip > 0 || inSparseMap) throw truncated('an entry is cut short');
      if (pax !== null || entry.longName !== null || entry.longLink !== null) {
        throw truncated('a long name has no entry');
      }
    },
    entries: () => count,
  };
}

/** The records that change where an entry is and how long it is. An empty value is as if it were not there. */
function applyPax(entry: WalkedEntry, records: ReadonlyMap<string, string>): void {
  if (hasBody(entry.type)) entry.size = paxSize(records) ?? entry.size;
  entry.longName ??= given(records.get('path'));
  entry.longLink ??= given(records.get('linkpath'));
  if (isSparseFile(records)) entry.longName = given(records.get('GNU.sparse.name')) ?? entry.longName;
  entry.isSparse ||= SPARSE_KEYS.some((key) => records.has(key));
}

/** Go looks at the name of a sparse file only when it knows the form. Source: GNU tar manual, "Storing Sparse Files". */
function isSparseFile(records: ReadonlyMap<string, string>): boolean {
  const major = given(records.get('GNU.sparse.major'));
  const minor = given(records.get('GNU.sparse.minor'));
  if (major === null && minor === null) return given(records.get('GNU.sparse.map')) !== null;
  return (major === '0' && (minor === '0' || minor === '1')) || (major === '1' && minor === '0');
}

function given(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

const HINT = 'Make the image again; if a tool made this on purpose, do not use the image.';

function invalid(what: string): SourceError {
  return new SourceError('TAR_INVALID', `not a sound tar: ${what}`, { hint: HINT });
}

function truncated(what: string): SourceError {
  return new SourceError('TAR_TRUNCATED', `the tar ends too early: ${what}`, {
    hint: 'Fetch or build the image again; a transfer may have cut it.',
  });
}

function tooLong(size: number, limit: number): SourceError {
  return new SourceError(
    'TAR_NAME_TOO_LONG',
    `a long name in the tar has ${size} bytes, the limit is ${limit}`,
    {
      hint: HINT,
    },
  );
}

function tooMany(limit: number): SourceError {
  return new SourceError('TAR_TOO_MANY_ENTRIES', `the tar has more than ${limit} entries`, { hint: HINT });
}
