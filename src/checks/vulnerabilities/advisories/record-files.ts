import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../../../model/errors.ts';
import { LIMITS } from '../../../util/limits.ts';
import { zipEntries } from './zip.ts';

/** The records of one ecosystem in a folder. */
export interface RecordFiles {
  readonly folder: string;
  /** Whether there is an `all.zip`. */
  readonly hasArchive: boolean;
  /** Names of records that lie beside it, sorted. */
  readonly loose: readonly string[];
  /** Milliseconds since 1970: the oldest of these files. */
  readonly time: number;
}

export interface RecordFile {
  /** The name without `.json`: the record's id, if it keeps to the layout. */
  readonly id: string;
  readonly content: Buffer;
}

const ARCHIVE = 'all.zip';
const RECORD = /\.json$/iu;

/** What the folder of an ecosystem holds; null when there is no such folder, or no record in it. */
export async function recordFiles(folder: string): Promise<RecordFiles | null> {
  const names = await namesIn(folder);
  const hasArchive = names.includes(ARCHIVE);
  const loose = names.filter((name) => RECORD.test(name)).sort();
  if (!hasArchive && loose.length === 0) return null;
  const files = hasArchive ? [ARCHIVE, ...loose] : loose;
  const times = await Promise.all(files.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  return { folder, hasArchive, loose, time: Math.min(...times) };
}

/** Every record, one at a time: those of the archive, then those beside it. */
export async function* readRecords(files: RecordFiles, signal: AbortSignal): AsyncIterable<RecordFile> {
  if (files.hasArchive) {
    // Whatever it is called: what is no record, such as an archive in the archive, will be told.
    for await (const entry of zipEntries(join(files.folder, ARCHIVE), signal)) {
      yield { id: idOf(entry.name), content: entry.read() };
    }
  }
  for (const name of files.loose) {
    signal.throwIfAborted();
    yield { id: idOf(name), content: await readLoose(join(files.folder, name)) };
  }
}

async function readLoose(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > LIMITS.advisoryRecordBytes.value) {
    throw new SourceError('ADVISORIES_UNREADABLE', `${path}: larger than one advisory may be`, {
      hint: 'Each .json file in a folder of advisories holds one OSV record.',
    });
  }
  return readFile(path);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function idOf(name: string): string {
  return name.replace(RECORD, '');
}
