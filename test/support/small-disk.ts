import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  unmount(): void;
}

/** A real file system of `kib` KiB to fill up; null, said in one line, where this user may not mount one. */
export function mountSmallDisk(kib: number): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'image-gate-small-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', path]);
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true });
    console.warn('skipped: tests that fill a disk, because this user may not mount one');
    return null;
  }
  return {
    path,
    unmount() {
      spawnSync('umount', ['-l', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
