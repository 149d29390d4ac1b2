import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecords, recordFiles } from '../../../../src/checks/vulnerabilities/advisories/record-files.ts';
import { LIMITS } from '../../../../src/util/limits.ts';
import { workFolder } from '../../../support/work-folder.ts';
import { makeZip } from '../../../support/zip.ts';

async function idsIn(folder: string): Promise<string[] | null> {
  const files = await recordFiles(folder);
  if (files === null) return null;
  const ids: string[] = [];
  for await (const { id } of readRecords(files, new AbortController().signal)) ids.push(id);
  return ids;
}

function withArchive(folder: string, names: readonly string[]): string {
  const files = Object.fromEntries(names.map((name) => [name, '{}']));
  writeFileSync(path.join(folder, 'all.zip'), makeZip(files));
  return folder;
}

describe('the folder of an ecosystem', () => {
  it('is read from its archive', async () => {
    expect(await idsIn(withArchive(workFolder(), ['A-1.json', 'A-2.json']))).toEqual(['A-1', 'A-2']);
  });

  it('is read from every file of its archive, whatever it is called', async () => {
    const names = ['A-1.JSON', 'A-2', 'npm/A-3.json', 'inner.zip'];
    expect(await idsIn(withArchive(workFolder(), names))).toEqual(['A-1', 'A-2', 'npm/A-3', 'inner.zip']);
  });

  it('is read from loose records where there is no archive', async () => {
    expect(await idsIn(workFolder({ 'B-2.JSON': '{}', 'B-1.json': '{}', 'notes.md': '' }))).toEqual([
      'B-1',
      'B-2',
    ]);
  });

  it('is read from both where there are both', async () => {
    expect(await idsIn(withArchive(workFolder({ 'B-1.json': '{}' }), ['A-1.json']))).toEqual(['A-1', 'B-1']);
  });

  it.each([
    ['that is missing', () => path.join(workFolder(), 'none')],
    ['without a record', () => workFolder({ 'README.md': '' })],
  ])('%s holds nothing', async (_what, folder) => {
    expect(await idsIn(folder())).toBeNull();
  });

  it('refuses a loose record that is larger than an advisory may be', async () => {
    const folder = workFolder({ 'B-1.json': ' '.repeat(LIMITS.advisoryRecordBytes.value + 1) });
    await expect(idsIn(folder)).rejects.toMatchObject({ code: 'ADVISORIES_UNREADABLE' });
  });
});
