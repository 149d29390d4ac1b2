import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../model/errors.ts';

export interface TempFolder {
  readonly path: string;
  /** Removes the folder and all that is in it. Can be called again. */
  remove(): Promise<void>;
}

/**
 * Makes a folder that only this user can enter, under `parent`, which is made when it is not there.
 * It is also removed when the process ends without `remove`, as far as Node gets to say so.
 * Throws `SourceError` TEMP_UNUSABLE.
 */
export async function makeTempFolder(parent: string): Promise<TempFolder> {
  const path = await make(parent);
  const atExit = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', atExit);
  return {
    path,
    async remove() {
      process.removeListener('exit', atExit);
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function make(parent: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true });
    // mkdtemp makes the folder with mode 0700.
    return await mkdtemp(join(parent, 'image-gate-'));
  } catch (error) {
    throw new SourceError('TEMP_UNUSABLE', `no temporary folder can be made in "${parent}"`, {
      cause: error,
      hint: 'Set TMPDIR (RUNNER_TEMP on a runner) to a folder that can be written and has room.',
    });
  }
}
