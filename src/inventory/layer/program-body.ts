import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Random access to a whole file. */
export type ReadAt = (offset: number, length: number) => Buffer;

/** A file of this run alone that has no name any more: it is gone when it is closed, however the run ends. */
export interface SpilledBody {
  write(bytes: Uint8Array): void;
  readonly read: ReadAt;
  close(): void;
}

/** Bytes read at once for `read`; a buffer of this size is kept. */
const READ_AHEAD = 256 * 1024;
const NO_BYTES = Buffer.alloc(0);

/** Random access to bytes that are in memory. */
export function memoryBody(bytes: Uint8Array): ReadAt {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (offset, length) => {
    const end = span(offset, length, whole.length);
    return end === 0 ? NO_BYTES : whole.subarray(offset, end);
  };
}

/** Opens a new file in `folder` that only this user can read. Throws what the system says. */
export function openSpill(folder: string): SpilledBody {
  const path = join(folder, `image-gate-${randomUUID()}`);
  const file = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  let size = 0;
  let buffer = Buffer.allocUnsafeSlow(READ_AHEAD);
  /** Where in the file `buffer` starts, and how much of it is filled. */
  let start = 0;
  let filled = 0;

  function fill(offset: number, length: number): void {
    if (length > buffer.length) buffer = Buffer.allocUnsafeSlow(length);
    start = offset;
    filled = 0;
    const wanted = Math.min(buffer.length, size - offset);
    while (filled < wanted) {
      const count = readSync(file, buffer, filled, wanted - filled, offset + filled);
      if (count === 0) throw new Error('the temporary file was cut');
      filled += count;
    }
  }

  return {
    write(bytes) {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, size + at);
      size += bytes.length;
    },
    read(offset, length) {
      const end = span(offset, length, size);
      if (end === 0) return NO_BYTES;
      if (offset < start || end > start + filled) fill(offset, end - offset);
      return buffer.subarray(offset - start, end - start);
    },
    close() {
      closeSync(file);
    },
  };
}

/** The end of what can be read; 0 when that is nothing. Offsets come from headers that may lie. */
function span(offset: number, length: number, size: number): number {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset >= size || !(length > 0)) return 0;
  return Math.floor(Math.min(size, offset + length));
}
