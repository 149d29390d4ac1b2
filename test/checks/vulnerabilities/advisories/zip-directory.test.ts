import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ZipMember } from '../../../../src/checks/vulnerabilities/advisories/zip-directory.ts';
import { readZipDirectory } from '../../../../src/checks/vulnerabilities/advisories/zip-directory.ts';
import { LIMITS } from '../../../../src/util/limits.ts';
import { workFolder } from '../../../support/work-folder.ts';
import { makeZip } from '../../../support/zip.ts';

const ZIP = makeZip({ 'a.json': 'aaaa', 'b.json': 'bb' }, { stored: true });
const MEMBER = ZIP.indexOf('PK\u0001\u0002');

describe('the list of files of a zip archive', () => {
  it('says where each lies and how large it is', async () => {
    expect(await list(ZIP)).toMatchObject([
      { name: 'a.json', method: 0, size: 4, compressedSize: 4, offset: 0 },
      { name: 'b.json', method: 0, size: 2, compressedSize: 2, offset: 40 },
    ]);
  });

  it('is the same with zip64 fields', async () => {
    const wide = makeZip({ 'a.json': 'aaaa', 'b.json': 'bb' }, { stored: true, zip64: true });
    expect(await list(wide)).toEqual(await list(ZIP));
  });

  it.each<[what: string, damage: (zip: Buffer) => void, reason: RegExp]>([
    [
      'a file is too large',
      (zip) => zip.writeUInt32LE(LIMITS.advisoryRecordBytes.value + 1, MEMBER + 24),
      /too large/u,
    ],
    ['there are too many', (zip) => zip.writeUInt32LE(0xfffffffe, zip.length - 10), /too many files/u],
    [
      'a zip64 field is missing',
      (zip) => zip.writeUInt32LE(0xffffffff, MEMBER + 24),
      /zip64 field is missing/u,
    ],
    ['a name is longer than the list', (zip) => zip.writeUInt16LE(0xffff, MEMBER + 28), /ends too early/u],
    [
      'the zip64 end is missing',
      (zip) => zip.writeUInt16LE(0xffff, zip.length - 12),
      /zip64 end is missing/u,
    ],
    ['a file is encrypted', (zip) => zip.writeUInt16LE(1, MEMBER + 8), /encrypted/u],
  ])('is refused when %s', async (_what, damage, reason) => {
    const zip = Buffer.from(ZIP);
    damage(zip);
    await expect(list(zip)).rejects.toMatchObject({
      code: 'ADVISORIES_BAD_ARCHIVE',
      message: expect.stringMatching(reason),
    });
  });
});

async function list(zip: Buffer): Promise<readonly ZipMember[]> {
  const path = join(workFolder(), 'all.zip');
  writeFileSync(path, zip);
  const file = await open(path, 'r');
  try {
    return await readZipDirectory(file, path);
  } finally {
    await file.close();
  }
}
