/** Writes RPM headers and databases by hand, in the formats that no tool of Debian writes. */

export type TagValue = string | readonly string[] | readonly number[];

const TYPE = { int32: 4, string: 6, strings: 8 } as const;

/** A package's header as a database keeps it, from values by tag. */
export function rpmHeader(tags: Readonly<Record<number, TagValue>>): Buffer {
  const index: Buffer[] = [];
  const store: Buffer[] = [];
  let offset = 0;
  for (const [tag, value] of Object.entries(tags)) {
    const isNumbers = Array.isArray(value) && typeof value[0] === 'number';
    const list = (typeof value === 'string' ? [value] : value) as readonly (string | number)[];
    const pad = isNumbers ? (4 - (offset % 4)) % 4 : 0;
    const bytes = Buffer.concat([
      Buffer.alloc(pad),
      ...list.map((one) => {
        if (typeof one === 'string') return Buffer.from(`${one}\0`);
        const number = Buffer.alloc(4);
        number.writeUInt32BE(one);
        return number;
      }),
    ]);
    const entry = Buffer.alloc(16);
    entry.writeUInt32BE(Number(tag), 0);
    entry.writeUInt32BE(isNumbers ? TYPE.int32 : typeof value === 'string' ? TYPE.string : TYPE.strings, 4);
    entry.writeUInt32BE(offset + pad, 8);
    entry.writeUInt32BE(list.length, 12);
    index.push(entry);
    store.push(bytes);
    offset += bytes.length;
  }
  const counts = Buffer.alloc(8);
  counts.writeUInt32BE(index.length, 0);
  counts.writeUInt32BE(offset, 4);
  return Buffer.concat([counts, ...index, ...store]);
}

/** The header of a package with the usual fields. */
export function rpmPackage(
  name: string,
  version: string,
  release: string,
  more: Readonly<Record<number, TagValue>> = {},
): Buffer {
  const sourceRpm = `${name}-${version}-${release}.src.rpm`;
  return rpmHeader({
    1000: name,
    1001: version,
    1002: release,
    1014: 'MIT',
    1022: 'x86_64',
    1044: sourceRpm,
    ...more,
  });
}

/** A `Packages.db` of the format ndb. */
export function ndbFile(blobs: readonly Buffer[]): Buffer {
  const page = Buffer.alloc(4096);
  page.write('RpmP', 0, 'latin1');
  page.writeUInt32LE(1, 12);
  for (let at = 32; at < page.length; at += 16) page.write('Slot', at, 'latin1');
  const parts = [page];
  let offset = page.length;
  for (const [index, blob] of blobs.entries()) {
    const slot = 32 + index * 16;
    page.writeUInt32LE(index + 1, slot + 4);
    page.writeUInt32LE(offset / 16, slot + 8);
    const head = Buffer.alloc(16);
    head.write('BlbS', 0, 'latin1');
    head.writeUInt32LE(index + 1, 4);
    head.writeUInt32LE(blob.length, 12);
    const body = Buffer.concat([head, blob, Buffer.alloc((16 - (blob.length % 16)) % 16)]);
    parts.push(body);
    offset += body.length;
  }
  return Buffer.concat(parts);
}

/** A `Packages` of Berkeley DB: one hash page, and a chain of overflow pages for each header. */
export function bdbFile(blobs: readonly Buffer[], endian: 'little' | 'big' = 'little', size = 512): Buffer {
  const pages: Buffer[] = [Buffer.alloc(size), Buffer.alloc(size)];
  const [meta, hash] = pages as [Buffer, Buffer];
  const u32 = (page: Buffer, value: number, at: number): unknown =>
    endian === 'little' ? page.writeUInt32LE(value, at) : page.writeUInt32BE(value, at);
  const u16 = (page: Buffer, value: number, at: number): unknown =>
    endian === 'little' ? page.writeUInt16LE(value, at) : page.writeUInt16BE(value, at);
  hash[25] = 13;
  u16(hash, blobs.length * 2, 20);
  let end = size;
  for (const [index, blob] of blobs.entries()) {
    end -= 5;
    hash[end] = 1;
    u32(hash, index + 1, end + 1);
    u16(hash, end, 26 + index * 4);
    end -= 12;
    hash[end] = 3;
    u32(hash, pages.length, end + 4);
    u32(hash, blob.length, end + 8);
    u16(hash, end, 28 + index * 4);
    for (let at = 0; at < blob.length; at += size - 26) {
      const page = Buffer.alloc(size);
      const part = blob.subarray(at, at + size - 26);
      page[25] = 7;
      u16(page, part.length, 22);
      u32(page, at + part.length < blob.length ? pages.length + 1 : 0, 16);
      part.copy(page, 26);
      pages.push(page);
    }
  }
  u32(meta, 0x061561, 12);
  u32(meta, size, 20);
  u32(meta, pages.length - 1, 32);
  return Buffer.concat(pages);
}
