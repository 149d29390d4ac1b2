import { ZIP } from './zip-format.ts';

/** One file as the central directory describes it. Sizes and offsets in bytes; `offset` is that of its header. */
export interface ZipBufferMember {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
  readonly isEncrypted: boolean;
}

/**
 * One entry of the central directory, from its signature on; `offset` is moved by `shift`. A text says what is wrong
 * with it. Source: PKWARE APPNOTE.TXT 6.3.10, 4.3.12 and 4.5.3.
 */
export function parseZipMember(bytes: Buffer, shift = 0): ZipBufferMember | string {
  const nameEnd = ZIP.memberBytes + bytes.readUInt16LE(28);
  const name = bytes.toString('utf8', ZIP.memberBytes, nameEnd);
  const extra = bytes.subarray(nameEnd, nameEnd + bytes.readUInt16LE(30));
  // In this order, and only those that do not fit into 32 bits, are they repeated in the zip64 extra field.
  const short = [bytes.readUInt32LE(24), bytes.readUInt32LE(20), bytes.readUInt32LE(42)];
  const wide = withZip64(short, extra);
  if (wide === null || wide.some((value) => !Number.isSafeInteger(value)))
    return 'a zip64 field is missing or wrong';
  const [size = 0, compressedSize = 0, offset = 0] = wide;
  return {
    name,
    method: bytes.readUInt16LE(10),
    crc: bytes.readUInt32LE(16),
    compressedSize,
    size,
    offset: offset + shift,
    isEncrypted: (bytes.readUInt16LE(8) & ZIP.encrypted) !== 0,
  };
}

function withZip64(short: readonly number[], extra: Buffer): readonly number[] | null {
  if (!short.includes(ZIP.full32)) return short;
  let at = 0;
  while (at + 4 <= extra.length) {
    const length = extra.readUInt16LE(at + 2);
    const field = extra.subarray(at + 4, at + 4 + length);
    if (extra.readUInt16LE(at) === ZIP.extraZip64) {
      let next = 0;
      return short.map((value) => {
        if (value !== ZIP.full32) return value;
        next += 8;
        return number64(field, next - 8);
      });
    }
    at += 4 + length;
  }
  return null;
}

/** Bytes of an entry behind its fixed part. */
export function variableBytes(bytes: Buffer, at: number): number {
  return bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
}

/** Not a number when the bytes end before it. */
export function number64(bytes: Buffer, at: number): number {
  return at + 8 > bytes.length ? Number.NaN : Number(bytes.readBigUInt64LE(at));
}
