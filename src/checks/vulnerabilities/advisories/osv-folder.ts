import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, SourceError, errorText } from '../../../model/errors.ts';
import type { Logger } from '../../../util/log.ts';
import { normalName } from '../matching/names.ts';
import type { OsvRecord } from './osv-record.ts';
import { parseRecord } from './osv-record.ts';
import type { RecordFiles } from './record-files.ts';
import { readRecords, recordFiles } from './record-files.ts';
import { skim } from './skim.ts';
import type { AdvisorySource, LookupResult, PackageQuery, UnreadableRecord } from './source.ts';
import { laterTime, parentEcosystem } from './source.ts';

export interface OsvFolderOptions {
  /** What the report calls it: the path as the user wrote it. `dir` when left out. */
  readonly name?: string;
  readonly log: Logger;
}

interface Gathered {
  readonly records: Map<string, OsvRecord>[];
  readonly unreadable: UnreadableRecord[];
  readonly seen: Set<string>;
  newest: string | null;
}

/** A name that can be a folder here. */
const FOLDER = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/u;

/**
 * A local folder in the layout of OSV's own exports: `<Ecosystem>/all.zip`, one JSON file per record, or such
 * files without the archive. A release of which they have no record at all is not covered.
 * `lookup` throws `InputError` ADVISORIES_FOLDER_MISSING, `SourceError` ADVISORIES_BAD_ARCHIVE and
 * ADVISORIES_UNREADABLE.
 */
export function openOsvFolder(dir: string, options: OsvFolderOptions): AdvisorySource {
  return {
    id: 'osv-folder',
    needsNetwork: false,
    lookup: (packages, signal) =>
      lookup({ dir, name: options.name ?? dir, log: options.log, packages, signal }),
  };
}

async function lookup(input: {
  readonly dir: string;
  readonly name: string;
  readonly log: Logger;
  readonly packages: readonly PackageQuery[];
  readonly signal: AbortSignal;
}): Promise<LookupResult> {
  const { dir, name, log, packages, signal } = input;
  let retrieved = await folderTime(dir);
  let newest: string | null = null;
  const records = packages.map(() => new Map<string, OsvRecord>());
  const unreadable: UnreadableRecord[] = [];
  const notCovered = new Map<string, string>();
  for (const parent of new Set(packages.map((query) => parentEcosystem(query.ecosystem)))) {
    const files = FOLDER.test(parent) ? await filesOf(join(dir, parent)) : null;
    if (files !== null && files.time < retrieved) retrieved = files.time;
    const gathered: Gathered = { records, unreadable, seen: new Set(), newest: null };
    if (files !== null) await gather({ files, parent, packages, gathered, signal });
    newest = laterTime(newest, gathered.newest);
    for (const { ecosystem } of packages) {
      if (parentEcosystem(ecosystem) !== parent || gathered.seen.has(ecosystem)) continue;
      const reason =
        files === null ? `${name} has no ${parent}/all.zip` : `${name}/${parent} has no record of it`;
      notCovered.set(ecosystem, reason);
    }
    log.debug(
      `${name}/${parent}: ${files === null ? 'absent' : `read, newest record ${gathered.newest ?? 'unknown'}`}`,
    );
  }
  return {
    info: { source: name, retrievedAt: new Date(retrieved).toISOString(), newest },
    records: records.map((byId) => [...byId.values()]),
    notCovered,
    unreadable,
  };
}

async function gather(input: {
  readonly files: RecordFiles;
  readonly parent: string;
  readonly packages: readonly PackageQuery[];
  readonly gathered: Gathered;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { files, parent, packages, gathered, signal } = input;
  const wanted = new Map<string, number[]>();
  for (const [index, query] of packages.entries()) {
    if (parentEcosystem(query.ecosystem) !== parent) continue;
    const key = keyOf(query.ecosystem, query.name);
    wanted.set(key, [...(wanted.get(key) ?? []), index]);
  }
  const names = new Set(packages.map((query) => normalName(parent, query.name)));
  try {
    for await (const record of readRecords(files, signal)) {
      gatherEntry({ ...record, parent, names, wanted, gathered });
    }
  } catch (error) {
    signal.throwIfAborted();
    throw unreadableError(files.folder, error);
  }
}

function gatherEntry(input: {
  readonly id: string;
  readonly content: Buffer;
  readonly parent: string;
  readonly names: ReadonlySet<string>;
  readonly wanted: ReadonlyMap<string, readonly number[]>;
  readonly gathered: Gathered;
}): void {
  const { id, content, parent, names, wanted, gathered } = input;
  // One byte is one character: names are ASCII, and this is the fast way to look for them.
  const skimmed = skim(content.toString('latin1'));
  gathered.newest = laterTime(gathered.newest, skimmed.modified);
  for (const ecosystem of skimmed.ecosystems) gathered.seen.add(ecosystem);
  const mayMatter = [...skimmed.names].some((found) => names.has(normalName(parent, found)));
  // A record without a single name or ecosystem is not as we know records: parsing will tell.
  if (skimmed.sure && !mayMatter && skimmed.names.size > 0 && skimmed.ecosystems.size > 0) return;
  const read = parseRecord(content.toString('utf8'));
  if (!read.ok) {
    gathered.unreadable.push({ id, reason: read.reason });
    return;
  }
  for (const row of read.record.affected) {
    if (row.package === null || row.package === undefined) continue;
    gathered.seen.add(row.package.ecosystem);
    for (const index of wanted.get(keyOf(row.package.ecosystem, row.package.name)) ?? []) {
      const known = gathered.records[index]?.get(read.record.id)?.modified ?? null;
      // A record that lies beside the archive may be older than the one in it.
      if (known !== null && laterTime(known, read.record.modified) === known) continue;
      gathered.records[index]?.set(read.record.id, read.record);
    }
  }
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem}\0${normalName(ecosystem, name)}`;
}

async function folderTime(dir: string): Promise<number> {
  try {
    const info = await stat(dir);
    if (info.isDirectory()) return info.mtimeMs;
  } catch (error) {
    throw folderError(dir, error);
  }
  throw folderError(dir, null);
}

async function filesOf(folder: string): Promise<RecordFiles | null> {
  try {
    return await recordFiles(folder);
  } catch (error) {
    throw unreadableError(folder, error);
  }
}

function folderError(dir: string, cause: unknown): InputError {
  return new InputError('ADVISORIES_FOLDER_MISSING', `${dir}: not a folder that can be read`, {
    cause,
    hint: 'Name a folder of OSV exports, with one <Ecosystem>/all.zip for each ecosystem.',
  });
}

function unreadableError(path: string, error: unknown): Error {
  if (error instanceof SourceError) return error;
  return new SourceError('ADVISORIES_UNREADABLE', `${path}: ${errorText(error)}`, { cause: error });
}
