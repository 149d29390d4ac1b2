import { closeSync, openSync, readSync } from 'node:fs';
import { errorText, SourceError } from '../../model/errors.ts';

const CHUNK = 512 * 1024;

/**
 * Reads a part of a file, always into the same buffer. Throws `SourceError` LAYER_UNREADABLE, also when the
 * file ends before the part does.
 */
export function* fileChunks(path: string, offset: number, length: number): Generator<Uint8Array> {
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    let done = 0;
    while (done < length) {
      const size = readFull(path, file, buffer.subarray(0, Math.min(CHUNK, length - done)), offset + done);
      if (size === 0) throw unreadable(path, `it ends ${length - done} bytes too early`);
      yield buffer.subarray(0, size);
      done += size;
    }
  } finally {
    closeSync(file);
  }
}

/** Reads may come short; whole chunks are not copied later. */
function readFull(path: string, file: number, buffer: Buffer, position: number): number {
  let done = 0;
  while (done < buffer.length) {
    const size = attempt(path, () => readSync(file, buffer, done, buffer.length - done, position + done));
    if (size === 0) return done;
    done += size;
  }
  return done;
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw unreadable(path, errorText(error), error);
  }
}

function unreadable(path: string, why: string, cause?: unknown): SourceError {
  return new SourceError('LAYER_UNREADABLE', `the file ${path} cannot be read: ${why}`, {
    cause,
    hint: 'Check that the archive or layout is whole and that nothing changes it during the run.',
  });
}
