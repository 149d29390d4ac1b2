/**
 * Unpacks a raw Snappy block; null when it is none, or would unpack to more than `limit` bytes.
 * Source: google/snappy, "Snappy compressed format description".
 */
export function unsnappy(block: Buffer, limit: number): Buffer | null {
  const head = readLength(block);
  if (head === null || head.length > limit) return null;
  const output = Buffer.alloc(head.length);
  let at = head.end;
  let filled = 0;
  while (at < block.length) {
    const element = readElement(block, at);
    if (element === null || filled + element.length > output.length) return null;
    at = element.end;
    if (element.offset === 0) {
      block.copy(output, filled, at, at + element.length);
      at += element.length;
      if (at > block.length) return null;
    } else {
      if (element.offset > filled) return null;
      // A copy may reach into what it writes itself: then it repeats.
      for (let i = 0; i < element.length; i++) {
        output.writeUInt8(output.readUInt8(filled - element.offset + i), filled + i);
      }
    }
    filled += element.length;
  }
  return filled === output.length ? output : null;
}

interface Element {
  /** Bytes that it gives. */
  readonly length: number;
  /** How far back they lie; 0: they follow. */
  readonly offset: number;
  /** Where what follows begins. */
  readonly end: number;
}

const MAX_LENGTH_BYTES = 5;
const LONG_LITERAL = 60;

/** The unpacked length: seven bits a byte, the lowest first. */
function readLength(block: Buffer): { readonly length: number; readonly end: number } | null {
  let length = 0;
  for (const [index, byte] of block.subarray(0, MAX_LENGTH_BYTES).entries()) {
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { length, end: index + 1 };
  }
  return null;
}

/** Null when the block ends inside of it, or it is a copy from nowhere. */
function readElement(block: Buffer, at: number): Element | null {
  const tag = block.readUInt8(at);
  const kind = tag & 3;
  const upper = tag >> 2;
  if (kind === 0) {
    const extra = Math.max(0, upper - LONG_LITERAL + 1);
    const end = at + 1 + extra;
    if (end > block.length) return null;
    const length = (extra === 0 ? upper : block.readUIntLE(at + 1, extra)) + 1;
    return { length, offset: 0, end };
  }
  const bytes = kind === 3 ? 4 : kind;
  const end = at + 1 + bytes;
  if (end > block.length) return null;
  const low = block.readUIntLE(at + 1, bytes);
  const offset = kind === 1 ? (upper >> 3) * 256 + low : low;
  const length = kind === 1 ? (upper & 7) + 4 : upper + 1;
  return offset === 0 ? null : { length, offset, end };
}
