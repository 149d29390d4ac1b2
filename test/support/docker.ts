import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { archiveBytes, type TestImage } from './oci.ts';
import { workFolder } from './work-folder.ts';

/** A repository name that no other test uses. */
export function uniqueName(): string {
  return `image-gate-test/${randomBytes(6).toString('hex')}`;
}

/** Runs the docker program; throws with what it says when it fails. */
export function docker(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** Gives an image to the daemon as `tag`, and takes it away when the test ends. */
export function loadIntoDaemon(image: TestImage, tag: string): void {
  const path = join(workFolder(), 'image.tar');
  writeFileSync(path, archiveBytes([image], { form: 'old', tags: [tag] }));
  docker('load', '--input', path);
  rmSync(path);
  removeAtEnd(tag);
}

/** Takes images away when the test ends, also when they were never made. */
export function removeAtEnd(...names: readonly string[]): void {
  onTestFinished(() => {
    spawnSync('docker', ['image', 'rm', '--force', ...names]);
  });
}
