import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GateError } from '../model/errors.ts';
import { errorText, InputError, SourceError } from '../model/errors.ts';
import { plain } from '../util/escape.ts';

/**
 * Writes a file so that it is there whole or not at all: beside its place first, then renamed. Folders on the
 * way are made. What is no regular file (a pipe, `/dev/stdout`) is written to as it is.
 * Throws `SourceError` OUTPUT_DISK_FULL, `InputError` OUTPUT_UNWRITABLE.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    if (await isSpecial(path)) await writeFile(path, text);
    else await replace(path, text);
  } catch (error) {
    throw writeError(path, error);
  }
}

/** Adds to a file that the runner made. Errors as `writeWhole`. */
export async function appendTo(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw writeError(path, error);
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.image-gate-${randomUUID()}.tmp`);
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

async function isSpecial(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    return !found.isFile() && !found.isDirectory();
  } catch {
    return false;
  }
}

/** What kept a file from being written, with the system's code. */
export function writeError(path: string, error: unknown): GateError {
  const code = codeOf(error);
  const text = `"${plain(path, 500)}" could not be written: ${plain(code === '' ? errorText(error) : code, 200)}`;
  if (FULL.has(code)) {
    const hint = 'Free space on the disk, or write elsewhere.';
    return new SourceError('OUTPUT_DISK_FULL', text, { cause: error, hint });
  }
  const hint = 'Name a file in a folder that can be written to.';
  return new InputError('OUTPUT_UNWRITABLE', text, { cause: error, hint });
}

/** The system's code of an error (`ENOSPC`); empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
