import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../../../model/errors.ts';
import { readRecords, recordFiles } from '../record-files.ts';
import type { EcosystemExport } from './build.ts';

/**
 * The exports in a folder, `<Ecosystem>/all.zip`. `ecosystems` null: all that are there.
 * Throws `InputError` ADVISORIES_FOLDER_MISSING and ADVISORIES_ECOSYSTEM_MISSING.
 */
export async function* folderExports(
  folder: string,
  ecosystems: readonly string[] | null,
): AsyncGenerator<EcosystemExport> {
  const names = await foldersIn(folder);
  let found = 0;
  for (const ecosystem of ecosystems ?? names) {
    const files = names.includes(ecosystem) ? await recordFiles(join(folder, ecosystem)) : null;
    if (files === null) {
      if (ecosystems === null) continue;
      throw missing(folder, ecosystem);
    }
    found += 1;
    yield {
      ecosystem,
      from: `${ecosystem}/all.zip`,
      retrievedAt: new Date(files.time),
      records: (signal) => readRecords(files, signal),
    };
  }
  if (found === 0) throw missing(folder, '<Ecosystem>');
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isFile())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw new InputError('ADVISORIES_FOLDER_MISSING', `${folder}: not a folder that can be read`, {
      cause: error,
      hint: 'Name a folder of OSV exports, with one <Ecosystem>/all.zip for each ecosystem.',
    });
  }
}

function missing(folder: string, ecosystem: string): InputError {
  return new InputError('ADVISORIES_ECOSYSTEM_MISSING', `${folder} has no ${ecosystem}/all.zip`, {
    hint: 'A bundle without it would leave those packages unassessed: fetch it, or leave it out of --ecosystems.',
  });
}
