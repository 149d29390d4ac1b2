import { BLOBS_MAX, noBlobs, type Blobs } from './blobs.ts';

const HASH_MAGIC = 0x0006_1561;
const PAGE_HEADER = 26;
const PAGE = { hashUnsorted: 2, overflow: 7, hash: 13 } as const;
const ITEM = { inline: 1, offPage: 3 } as const;
/** No header is shorter; the entry that counts packages has four bytes. */
const HEADER_MIN = 16;

/** Whether the file is a Berkeley DB hash, in either byte order. */
export function isBdb(file: Buffer): boolean {
  return file.length >= 16 && (file.readUInt32LE(12) === HASH_MAGIC || file.readUInt32BE(12) === HASH_MAGIC);
}

/**
 * The headers in a `Packages` of Berkeley DB: the values of a hash, which lie in the page or in a chain of
 * overflow pages. Source: Oracle Berkeley DB reference guide, "Hash"; db_page.h as rpm's bdb_ro backend reads it.
 */
export function bdbBlobs(file: Buffer): Blobs {
  if (file.length < 72) return noBlobs('the database ends in its header');
  const isLittle = file.readUInt32LE(12) === HASH_MAGIC;
  const u16 = (at: number): number => (isLittle ? file.readUInt16LE(at) : file.readUInt16BE(at));
  const u32 = (at: number): number => (isLittle ? file.readUInt32LE(at) : file.readUInt32BE(at));
  const size = u32(20);
  if (size < 512 || size > 65_536 || (size & (size - 1)) !== 0) {
    return noBlobs('the database has no sound page size');
  }
  if (file[24] !== 0) return noBlobs('the database is encrypted');
  const problems = new Set<string>();
  const last = u32(32);
  if ((last + 1) * size > file.length) problems.add('the database is cut short');
  const pages = Math.min(last + 1, Math.floor(file.length / size));
  const blobs: Buffer[] = [];
  const used = new Set<number>();

  function overflow(first: number, length: number): Buffer | null {
    const parts: Buffer[] = [];
    let missing = length;
    for (let page = first; missing > 0; page = u32(page * size + 16)) {
      const start = page * size;
      if (page === 0 || page >= pages || used.has(page) || file[start + 25] !== PAGE.overflow) return null;
      used.add(page);
      const part = file.subarray(start + PAGE_HEADER, start + Math.min(size, PAGE_HEADER + u16(start + 22)));
      if (part.length === 0) return null;
      parts.push(part.subarray(0, missing));
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  /** The value at `at` of a page; a text says why there is none. */
  function value(start: number, at: number, end: number): Buffer | string | null {
    if (at + 1 > size || end > size || end <= at) return 'an item lies outside of its page';
    const kind = file[start + at];
    if (kind === ITEM.inline)
      return end - at > HEADER_MIN ? file.subarray(start + at + 1, start + end) : null;
    if (kind !== ITEM.offPage) return 'an item is of an unknown kind';
    const blob = at + 12 > size ? null : overflow(u32(start + at + 4), u32(start + at + 8));
    return blob ?? 'a package is spread over pages that are not there';
  }

  for (let page = 1; page < pages; page++) {
    const start = page * size;
    const type = file[start + 25];
    if (type !== PAGE.hash && type !== PAGE.hashUnsorted) continue;
    const items = u16(start + 20);
    if (PAGE_HEADER + items * 2 > size || items % 2 !== 0) {
      problems.add('a page has no sound number of items');
      continue;
    }
    // Keys and values take turns.
    for (let index = 1; index < items; index += 2) {
      const place = start + PAGE_HEADER + index * 2;
      const read = value(start, u16(place), u16(place - 2));
      if (typeof read === 'string') problems.add(read);
      else if (read !== null) blobs.push(read);
    }
    if (blobs.length > BLOBS_MAX) return noBlobs(`the database has more than ${BLOBS_MAX} packages`);
  }
  return { blobs, problems: [...problems] };
}
