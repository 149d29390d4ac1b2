/** A Mach-O program, little-endian, with one segment that holds the sections. */
export function machOFile(parts: {
  readonly is64: boolean;
  readonly library: string;
  readonly sections: Readonly<Record<string, Buffer>>;
}): Buffer {
  const { is64, library, sections } = parts;
  const entries = Object.entries(sections);
  const [headerSize, segmentSize, sectionSize] = is64 ? [32, 72, 80] : [28, 56, 68];
  const named = Buffer.from(`${library}\0`);
  const libraryCommand = Buffer.alloc(24 + named.length);
  libraryCommand.writeUInt32LE(0xc, 0);
  libraryCommand.writeUInt32LE(libraryCommand.length, 4);
  libraryCommand.writeUInt32LE(24, 8);
  named.copy(libraryCommand, 24);
  const segment = Buffer.alloc(segmentSize + entries.length * sectionSize);
  const start = headerSize + segment.length + libraryCommand.length;
  const body = Buffer.concat(entries.map(([, bytes]) => bytes));
  segment.writeUInt32LE(is64 ? 0x19 : 0x1, 0);
  segment.writeUInt32LE(segment.length, 4);
  const put = (at: number, value: number): unknown =>
    is64 ? segment.writeBigUInt64LE(BigInt(value), at) : segment.writeUInt32LE(value, at);
  put(is64 ? 40 : 32, start);
  put(is64 ? 48 : 36, body.length);
  segment.writeUInt32LE(3, is64 ? 60 : 44);
  segment.writeUInt32LE(entries.length, is64 ? 64 : 48);
  let offset = start;
  for (const [index, [name, bytes]] of entries.entries()) {
    const at = segmentSize + index * sectionSize;
    segment.write(name, at, 16, 'latin1');
    put(at + (is64 ? 40 : 36), bytes.length);
    segment.writeUInt32LE(offset, at + (is64 ? 48 : 40));
    offset += bytes.length;
  }
  const header = Buffer.alloc(headerSize);
  header.writeUInt32LE(is64 ? 0xfeedfacf : 0xfeedface, 0);
  header.writeUInt32LE(2, 12);
  header.writeUInt32LE(2, 16);
  header.writeUInt32LE(segment.length + libraryCommand.length, 20);
  return Buffer.concat([header, segment, libraryCommand, body]);
}

/** Several Mach-O programs in one file. */
export function fatFile(slices: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(8 + slices.length * 20);
  header.writeUInt32BE(0xcafebabe, 0);
  header.writeUInt32BE(slices.length, 4);
  let offset = header.length;
  for (const [index, slice] of slices.entries()) {
    header.writeUInt32BE(offset, 8 + index * 20 + 8);
    header.writeUInt32BE(slice.length, 8 + index * 20 + 12);
    offset += slice.length;
  }
  return Buffer.concat([header, ...slices]);
}

/** A 64-bit PE program with these sections, all writable. */
export function peFile(sections: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(sections);
  const head = Buffer.alloc(64 + 24 + 240 + entries.length * 40);
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(64, 0x3c);
  head.write('PE\0\0', 64, 'latin1');
  head.writeUInt16LE(entries.length, 64 + 6);
  head.writeUInt16LE(240, 64 + 20);
  head.writeUInt16LE(0x20b, 88);
  // Go's magic is looked for on 16-byte bounds.
  let offset = Math.ceil(head.length / 16) * 16;
  const body: Buffer[] = [Buffer.alloc(offset - head.length)];
  for (const [index, [name, bytes]] of entries.entries()) {
    const at = 64 + 24 + 240 + index * 40;
    head.write(name, at, 8, 'latin1');
    head.writeUInt32LE(0x1000 * (index + 1), at + 12);
    head.writeUInt32LE(bytes.length, at + 16);
    head.writeUInt32LE(offset, at + 20);
    head.writeUInt32LE(0xc0000040, at + 36);
    body.push(bytes);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...body]);
}
