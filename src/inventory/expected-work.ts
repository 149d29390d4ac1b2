import { closeSync, openSync, readSync } from 'node:fs';
import type { Layer } from '../image/image.ts';
import { SNIFF_BYTES, sniffCompression } from '../util/compression.ts';

/** How much longer it takes to inflate a stored byte than to walk an inflated one: a guess, for the order only. */
const INFLATING = 2.5;

/**
 * How much work a layer will be, for the order of the layers only, so that nothing has to be true: a gzip file
 * says at its end how large its content is. Source: RFC 1952, 2.3.1, ISIZE.
 */
export function expectedWork({ size, blob }: Layer): number {
  const content = blob.kind === 'file' ? contentSize(blob.path, blob.offset, blob.length) : null;
  return content === null ? size : content + INFLATING * size;
}

/** Null when nothing says it; what is wrong with the file is told when it is read. */
function contentSize(path: string, offset: number, length: number): number | null {
  try {
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(SNIFF_BYTES);
      readSync(file, start, 0, SNIFF_BYTES, offset);
      if (sniffCompression(start) !== 'gzip') return null;
      const end = Buffer.alloc(4);
      readSync(file, end, 0, 4, offset + length - 4);
      return end.readUInt32LE(0);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
