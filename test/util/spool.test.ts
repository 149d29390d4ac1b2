import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spool } from '../../src/util/spool.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { workFolder } from '../support/work-folder.ts';

const SIGNAL = new AbortController().signal;

describe('spool', () => {
  it('writes all chunks to a file that only this user can read', async () => {
    const path = join(workFolder(), 'out');
    const seen: number[] = [];
    const written = await spool(chunks(3, 1000), {
      path,
      limit: 3000,
      what: 'the test',
      signal: SIGNAL,
      progress: (bytes) => seen.push(bytes),
    });
    expect(written).toBe(3000);
    expect(seen).toEqual([1000, 2000, 3000]);
    expect(readFileSync(path)).toEqual(Buffer.alloc(3000, 7));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('stops at the limit', async () => {
    const path = join(workFolder(), 'out');
    const work = spool(chunks(3, 1000), { path, limit: 2999, what: 'the test', signal: SIGNAL });
    await expect(work).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'the test has more than 2999 bytes',
    });
    expect(statSync(path).size).toBe(2000);
  });

  it('never writes over a file', async () => {
    const folder = workFolder();
    const path = join(folder, 'out');
    writeFileSync(path, 'mine');
    await expect(spool(chunks(1, 1), { path, limit: 9, what: 'x', signal: SIGNAL })).rejects.toThrow(
      'EEXIST',
    );
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });

  it('stops when it is told to', async () => {
    const path = join(workFolder(), 'out');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(spool(chunks(1, 1), { path, limit: 9, what: 'x', signal })).rejects.toThrow('enough');
  });

  it('says that the disk is full, and where', async ({ skip }) => {
    const disk = mountSmallDisk(64);
    if (disk === null) {
      skip();
      return;
    }
    try {
      const path = join(disk.path, 'out');
      const work = spool(chunks(200, 1024), { path, limit: 1e9, what: 'the export', signal: SIGNAL });
      await expect(work).rejects.toMatchObject({
        code: 'DISK_FULL',
        message: `the disk is full: no room for the export in "${disk.path}"`,
      });
    } finally {
      disk.unmount();
    }
  });
});

async function* chunks(count: number, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield Buffer.alloc(size, 7);
}
