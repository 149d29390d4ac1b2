import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SourceError } from '../model/errors.ts';

export interface SpoolOptions {
  readonly path: string;
  /** Bytes; more is an error. */
  readonly limit: number;
  /** What the bytes are, for messages: `the export of the image`. */
  readonly what: string;
  readonly signal: AbortSignal;
  readonly progress?: (bytes: number) => void;
}

/**
 * Writes a stream to a new file that only this user can read. Returns how many bytes it wrote.
 * Throws `SourceError` DISK_FULL or TOO_LARGE; what the stream throws is passed on.
 */
export async function spool(source: AsyncIterable<Uint8Array>, options: SpoolOptions): Promise<number> {
  const { path, limit, what, signal, progress } = options;
  const file = await open(path, 'wx', 0o600);
  let written = 0;
  try {
    for await (const chunk of source) {
      signal.throwIfAborted();
      if (written + chunk.length > limit) throw tooLarge(what, limit);
      await writeWhole(file, chunk);
      written += chunk.length;
      progress?.(written);
    }
  } catch (error) {
    throw diskFull(error, what, path) ?? error;
  } finally {
    await file.close();
  }
  return written;
}

async function writeWhole(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  let at = 0;
  while (at < chunk.length) at += (await file.write(chunk, at)).bytesWritten;
}

function diskFull(error: unknown, what: string, path: string): SourceError | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return null;
  return new SourceError('DISK_FULL', `the disk is full: no room for ${what} in "${dirname(path)}"`, {
    cause: error,
    hint: 'Make room, or set TMPDIR (RUNNER_TEMP on a runner) to a folder with more.',
  });
}

function tooLarge(what: string, limit: number): SourceError {
  return new SourceError('TOO_LARGE', `${what} has more than ${limit} bytes`, {
    hint: 'The limit keeps a hostile image from filling the disk; docs/limits.md says why it is what it is.',
  });
}
