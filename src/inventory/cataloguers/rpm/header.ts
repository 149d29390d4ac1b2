/** Tags that are read. Source: rpm's lib/rpmtag.h as documented in "RPM V4 package format", "Header". */
export const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  size: 1009,
  vendor: 1011,
  licence: 1014,
  architecture: 1022,
  fileDigests: 1035,
  sourceRpm: 1044,
  provideName: 1047,
  requireName: 1049,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  longSize: 5009,
  fileDigestAlgorithm: 5011,
  modularityLabel: 5096,
} as const;

export interface RpmHeader {
  /** The first text of a tag; null when there is none. */
  text(tag: number): string | null;
  texts(tag: number): readonly string[];
  numbers(tag: number): readonly number[];
}

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

const TYPE = { int16: 3, int32: 4, int64: 5, string: 6, strings: 8, i18n: 9 } as const;
const INDEX_BYTES = 16;
const ENTRIES_MAX = 4096;

/**
 * A package's header as the database keeps it: counts, an index, a store; all big-endian, without the magic of a
 * file. A text says why it cannot be read. Source: "RPM V4 package format", "Header".
 */
export function readHeader(blob: Buffer): RpmHeader | string {
  if (blob.length < 8) return 'an entry is too short to be a header';
  const count = blob.readUInt32BE(0);
  const length = blob.readUInt32BE(4);
  const start = 8 + count * INDEX_BYTES;
  if (count === 0 || count > ENTRIES_MAX || start + length > blob.length) {
    return 'an entry says that it is longer than it is';
  }
  const store = blob.subarray(start, start + length);
  const entries = new Map<number, Entry>();
  for (let at = 8; at < start; at += INDEX_BYTES) {
    const entry = {
      type: blob.readUInt32BE(at + 4),
      offset: blob.readUInt32BE(at + 8),
      count: blob.readUInt32BE(at + 12),
    };
    if (entry.offset > length) return 'an entry points outside of itself';
    entries.set(blob.readUInt32BE(at), entry);
  }
  return {
    text: (tag) => textsOf(store, entries.get(tag), 1)[0] ?? null,
    texts: (tag) => textsOf(store, entries.get(tag), Number.POSITIVE_INFINITY),
    numbers: (tag) => numbersOf(store, entries.get(tag)),
  };
}

function textsOf(store: Buffer, entry: Entry | undefined, most: number): readonly string[] {
  if (entry === undefined) return [];
  const { type, count } = entry;
  if (type !== TYPE.string && type !== TYPE.strings && type !== TYPE.i18n) return [];
  const wanted = Math.min(type === TYPE.string ? 1 : count, most);
  const texts: string[] = [];
  let at = entry.offset;
  while (texts.length < wanted) {
    const end = store.indexOf(0, at);
    if (end < 0) break;
    texts.push(store.toString('utf8', at, end));
    at = end + 1;
  }
  return texts;
}

function numbersOf(store: Buffer, entry: Entry | undefined): readonly number[] {
  if (entry === undefined) return [];
  const { type, offset, count } = entry;
  const width = WIDTHS.get(type);
  if (width === undefined || offset + count * width > store.length) return [];
  return Array.from({ length: count }, (_, index) => {
    const at = offset + index * width;
    if (type === TYPE.int16) return store.readUInt16BE(at);
    return type === TYPE.int32 ? store.readUInt32BE(at) : Number(store.readBigUInt64BE(at));
  });
}

const WIDTHS: ReadonlyMap<number, number> = new Map([
  [TYPE.int16, 2],
  [TYPE.int32, 4],
  [TYPE.int64, 8],
]);
