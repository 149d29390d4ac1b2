import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { appendTo, codeOf, writeError, writeWhole } from '../../src/delivery/write-file.ts';
import { InputError, SourceError } from '../../src/model/errors.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { workFolder } from '../support/work-folder.ts';

describe('writeWhole', () => {
  it('makes folders on the way and leaves nothing else behind', async () => {
    const folder = workFolder();
    await writeWhole(join(folder, 'a/b/report.json'), 'text');
    expect(await readFile(join(folder, 'a/b/report.json'), 'utf8')).toBe('text');
    expect(await readdir(join(folder, 'a/b'))).toEqual(['report.json']);
  });

  it('replaces a file', async () => {
    const folder = workFolder();
    await writeWhole(join(folder, 'a'), 'a long old text');
    await writeWhole(join(folder, 'a'), 'new');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new');
  });

  it('replaces a link instead of writing through it', async () => {
    const folder = workFolder();
    await writeFile(join(folder, 'precious'), 'precious');
    await symlink('precious', join(folder, 'report'));
    await writeWhole(join(folder, 'report'), 'new');
    expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('precious');
    expect((await lstat(join(folder, 'report'))).isSymbolicLink()).toBe(false);
  });

  it('says that it cannot write where a folder is, and leaves it alone', async () => {
    const folder = workFolder();
    await mkdir(join(folder, 'report'));
    await expect(writeWhole(join(folder, 'report'), 'x')).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      message: expect.stringContaining('report" could not be written: EISDIR'),
    });
    expect(await readdir(folder)).toEqual(['report']);
  });

  it.skipIf(!existsSync('/dev/full'))('says that a device is full', async () => {
    await expect(writeWhole('/dev/full', 'x')).rejects.toMatchObject({ code: 'OUTPUT_DISK_FULL' });
  });

  const disk = mountSmallDisk(64);
  it.skipIf(disk === null)(
    'leaves what was there when the disk is full, and nothing half written',
    async () => {
      const folder = disk?.path ?? '';
      onTestFinished(() => disk?.unmount());
      await writeWhole(join(folder, 'report'), 'old');
      await expect(writeWhole(join(folder, 'report'), 'x'.repeat(200_000))).rejects.toMatchObject({
        code: 'OUTPUT_DISK_FULL',
      });
      expect(await readdir(folder)).toEqual(['report']);
      expect(await readFile(join(folder, 'report'), 'utf8')).toBe('old');
    },
  );

  it.skipIf(process.getuid?.() === 0)('says that a folder may not be written to', async () => {
    const folder = workFolder();
    await chmod(folder, 0o500);
    await expect(writeWhole(join(folder, 'a'), 'x')).rejects.toBeInstanceOf(InputError);
  });
});

describe('appendTo', () => {
  it('adds to what is there', async () => {
    const folder = workFolder();
    await writeFile(join(folder, 'a'), 'one\n');
    await appendTo(join(folder, 'a'), 'two\n');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('one\ntwo\n');
  });

  it('says what it could not write', async () => {
    await expect(appendTo('/nowhere/at/all', 'x')).rejects.toMatchObject({ code: 'OUTPUT_UNWRITABLE' });
  });
});

describe('writeError', () => {
  it.each(['ENOSPC', 'EDQUOT'])("takes %s for a full disk, which is nobody's mistake", (code) => {
    const error = writeError('a', Object.assign(new Error('x'), { code }));
    expect(error).toBeInstanceOf(SourceError);
    expect(error.code).toBe('OUTPUT_DISK_FULL');
  });

  it('takes the rest for a mistake in the path', () => {
    expect(writeError('a', Object.assign(new Error('x'), { code: 'EACCES' }))).toBeInstanceOf(InputError);
  });
});

describe('codeOf', () => {
  it('is the code of the system, or empty', () => {
    expect(codeOf(Object.assign(new Error('x'), { code: 'EPIPE' }))).toBe('EPIPE');
    expect([codeOf(new Error('x')), codeOf('EPIPE'), codeOf(null)]).toEqual(['', '', '']);
  });
});
