import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../../../model/errors.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Logger } from '../../../util/log.ts';
import type { OsvRecord } from './osv-record.ts';
import { isRecordId, parseRecord } from './osv-record.ts';

/** Records on disk, by id and time of last change: a changed record is another record. */
export interface RecordCache {
  /** Null when it is not there, is another version, or is damaged. */
  read(id: string, modified: string): Promise<OsvRecord | null>;
  /** Keeps what the server sent; a cache that cannot be written is said once and is otherwise no fault. */
  write(id: string, value: unknown): Promise<void>;
}

/** `dir` null: nothing is kept. */
export function openRecordCache(dir: string | null, log: Logger): RecordCache {
  if (dir === null) return { read: async () => null, write: async () => {} };
  const folder = join(dir, 'osv');
  let broken = false;
  return {
    read: (id, modified) => readEntry(entryPath(folder, id), id, modified),
    async write(id, value) {
      if (broken) return;
      try {
        await writeEntry(folder, entryPath(folder, id), value);
      } catch (error) {
        broken = true;
        log.warn(`The cache of advisories at ${folder} cannot be written: ${errorText(error)}`);
      }
    },
  };
}

async function readEntry(path: string | null, id: string, modified: string): Promise<OsvRecord | null> {
  if (path === null) return null;
  try {
    const { size } = await stat(path);
    if (size > LIMITS.advisoryRecordBytes.value) return null;
    const read = parseRecord(await readFile(path, 'utf8'));
    return read.ok && read.record.id === id && read.record.modified === modified ? read.record : null;
  } catch {
    return null;
  }
}

/** Written beside and renamed, so that no reader ever sees half a record. */
async function writeEntry(folder: string, path: string | null, value: unknown): Promise<void> {
  if (path === null) return;
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.${randomUUID()}.tmp`);
  try {
    await writeFile(draft, JSON.stringify(value), { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function entryPath(folder: string, id: string): string | null {
  return isRecordId(id) ? join(folder, `${encodeURIComponent(id)}.json`) : null;
}
