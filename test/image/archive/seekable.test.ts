import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSeekable } from '../../../src/image/archive/seekable.ts';
import { compress } from '../../support/oci.ts';
import { mountSmallDisk } from '../../support/small-disk.ts';
import { workFolder } from '../../support/work-folder.ts';

const SIGNAL = new AbortController().signal;
const BYTES = Buffer.alloc(700_000, 'some bytes of a tar');

describe('openSeekable', () => {
  it('opens a plain file where it is', async () => {
    const { path, tempDir } = write(BYTES);
    const tar = await openSeekable(path, { tempDir, signal: SIGNAL });
    expect(tar).toMatchObject({ path, size: BYTES.length, temp: null });
    await tar.close();
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it.each([
    ['gzip', compress(BYTES, 'gzip')],
    ['zstd', compress(BYTES, 'zstd')],
    ['gzip in two members', Buffer.concat([gzipSync(BYTES.subarray(0, 9)), gzipSync(BYTES.subarray(9))])],
  ])('inflates %s into a private file', async (_name, bytes) => {
    const { path, tempDir } = write(bytes);
    const tar = await openSeekable(path, { tempDir, signal: SIGNAL });
    expect(readFileSync(tar.path).equals(BYTES)).toBe(true);
    expect(statSync(tar.path).mode & 0o777).toBe(0o600);
    expect(tar.size).toBe(BYTES.length);
    await tar.close();
    await tar.temp?.remove();
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('refuses zstd in two frames, of which Node would read only the first', async () => {
    const frames = [BYTES.subarray(0, 9), BYTES.subarray(9)].map((part) => compress(part, 'zstd'));
    const { path, tempDir } = write(Buffer.concat(frames));
    await expect(openSeekable(path, { tempDir, signal: SIGNAL })).rejects.toMatchObject({
      code: 'ARCHIVE_COMPRESSION',
    });
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it.each(['gzip', 'zstd'] as const)(
    'says that a %s stream is damaged, and leaves no file',
    async (compression) => {
      const bytes = compress(BYTES, compression);
      for (const damaged of [bytes.subarray(0, bytes.length >> 1), flipped(bytes, bytes.length >> 1)]) {
        const { path, tempDir } = write(damaged);
        await expect(openSeekable(path, { tempDir, signal: SIGNAL })).rejects.toMatchObject({
          code: 'ARCHIVE_TRUNCATED',
          message: expect.stringContaining(path),
        });
        expect(readdirSync(tempDir)).toEqual([]);
      }
    },
  );

  it('stops when it is told to', async () => {
    const { path, tempDir } = write(compress(BYTES, 'gzip'));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(openSeekable(path, { tempDir, signal })).rejects.toThrow('enough');
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('says that the disk is full, and where', async ({ skip }) => {
    const disk = mountSmallDisk(256);
    if (disk === null) {
      skip();
      return;
    }
    try {
      const { path } = write(compress(BYTES, 'gzip'));
      await expect(openSeekable(path, { tempDir: disk.path, signal: SIGNAL })).rejects.toMatchObject({
        code: 'DISK_FULL',
        message: expect.stringContaining(disk.path),
      });
      expect(readdirSync(disk.path)).toEqual([]);
    } finally {
      disk.unmount();
    }
  });
});

function write(bytes: Buffer): { path: string; tempDir: string } {
  const folder = workFolder({ 'temp/': '' });
  const path = join(folder, 'archive');
  writeFileSync(path, bytes);
  return { path, tempDir: join(folder, 'temp') };
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
