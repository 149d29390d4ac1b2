import { randomUUID } from 'node:crypto';
import { lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../model/errors.ts';
import { plain } from '../util/escape.ts';
import { writeError } from './write-file.ts';

export interface Rewrite {
  /** Absolute. */
  readonly path: string;
  /** The text that is there, without a byte order mark. */
  readonly before: string;
  readonly after: string;
}

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/**
 * Replaces the text of a regular file, whole or not at all; mode and byte order mark stay. A file that is no
 * longer what was read is left alone.
 * @throws InputError OUTPUT_CHANGED, OUTPUT_UNWRITABLE; SourceError OUTPUT_DISK_FULL
 */
export async function rewriteFile({ path, before, after }: Rewrite): Promise<void> {
  try {
    const stats = await lstat(path);
    const bytes = await readFile(path);
    const hasMark = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
    if (!stats.isFile() || bytes.subarray(hasMark ? 3 : 0).toString() !== before) throw changed(path);
    const content = Buffer.from(after);
    await replace(path, hasMark ? Buffer.concat([BYTE_ORDER_MARK, content]) : content, stats.mode);
  } catch (error) {
    throw error instanceof InputError ? error : writeError(path, error);
  }
}

async function replace(path: string, content: Buffer, mode: number): Promise<void> {
  const beside = join(dirname(path), `.image-gate-${randomUUID()}.tmp`);
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.chmod(mode & 0o7777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function changed(path: string): InputError {
  return new InputError(
    'OUTPUT_CHANGED',
    `"${plain(path, 500)}" changed while it was linted: it is not fixed`,
    {
      hint: 'Run it again.',
    },
  );
}
