import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipOptions {
  /** Files stored as they are instead of deflated. */
  readonly stored?: boolean;
  /** Sizes and offsets in zip64 fields, however small they are. */
  readonly zip64?: boolean;
  readonly comment?: string;
}

const FULL32 = 0xffffffff;

/** A zip archive of these files, in this order. Source: PKWARE APPNOTE.TXT 6.3.10, 4.3. */
export function makeZip(files: Readonly<Record<string, string | Buffer>>, options: ZipOptions = {}): Buffer {
  const { stored = false, zip64 = false, comment = '' } = options;
  const bodies: Buffer[] = [];
  const members: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = typeof text === 'string' ? Buffer.from(text) : text;
    const data = stored ? content : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(zip64 ? FULL32 : data.length, 14);
    common.writeUInt32LE(zip64 ? FULL32 : content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const wide = zip64 ? zip64Extra([content.length, data.length, offset]) : Buffer.alloc(0);
    const local = [signature(0x04034b50), common, Buffer.from(name), data];
    common.writeUInt16LE(0, 24);
    bodies.push(Buffer.concat(local));
    const central = Buffer.from(common);
    central.writeUInt16LE(wide.length, 24);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(zip64 ? FULL32 : offset, 10);
    members.push(Buffer.concat([signature(0x02014b50), short(20), central, rest, Buffer.from(name), wide]));
    offset += bodies.at(-1)?.length ?? 0;
  }
  const directory = Buffer.concat(members);
  const count = members.length;
  const tail = zip64 ? end64(count, directory.length, offset) : Buffer.alloc(0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(zip64 ? 0xffff : count, 4);
  end.writeUInt16LE(zip64 ? 0xffff : count, 6);
  end.writeUInt32LE(zip64 ? FULL32 : directory.length, 8);
  end.writeUInt32LE(zip64 ? FULL32 : offset, 12);
  end.writeUInt16LE(Buffer.byteLength(comment), 16);
  return Buffer.concat([...bodies, directory, tail, signature(0x06054b50), end, Buffer.from(comment)]);
}

function zip64Extra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  return extra;
}

function end64(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, size],
    [48, offset],
  ] as const) {
    end.writeBigUInt64LE(BigInt(value), at);
  }
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end, locator]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value, 0);
  return bytes;
}
