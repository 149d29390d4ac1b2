import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorText } from '../../../../model/errors.ts';
import { LIMITS } from '../../../../util/limits.ts';
import type { VerifyContext } from '../../judged.ts';

export interface TufRepository {
  readonly url: string;
  /** The root.json that everything is held against. */
  readonly root: string;
  readonly target: string;
}

/** Bytes by their name below the address of the repository. */
export type TufFiles = ReadonlyMap<string, Buffer>;

export interface TufCache {
  readonly files: TufFiles;
  /** Keeps these files, and no others. */
  save(files: TufFiles): Promise<void>;
}

/** What the last run fetched. A cache that cannot be read or written is none, and said in the log. */
export async function openTufCache(
  { url, root }: TufRepository,
  { cacheDir, log }: Pick<VerifyContext, 'cacheDir' | 'log'>,
): Promise<TufCache> {
  if (cacheDir === null) return { files: new Map(), save: () => Promise.resolve() };
  const id = createHash('sha256').update(`${url}\n${root}`).digest('hex').slice(0, ID_LENGTH);
  const folder = join(cacheDir, 'tuf', id);
  const files = await orNothing(() => readAll(folder));
  return {
    files: new Map(files),
    save: async (fetched) => {
      await orNothing(() => writeAll(folder, fetched));
    },
  };

  async function orNothing<T>(work: () => Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await work();
    } catch (error) {
      log.debug(`the cache of trusted roots is not used: ${errorText(error)}`);
      return [];
    }
  }
}

const ID_LENGTH = 32;

async function readAll(folder: string): Promise<readonly (readonly [string, Buffer])[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder))
    .filter((name) => !name.endsWith(PART))
    .slice(0, LIMITS.tufFiles.value);
  return Promise.all(
    names.map(async (name) => [decodeURIComponent(name), await readFile(join(folder, name))] as const),
  );
}

const PART = '.part';

async function writeAll(folder: string, files: TufFiles): Promise<readonly never[]> {
  const names = new Set<string>();
  for (const [name, bytes] of files) {
    const file = encodeURIComponent(name);
    names.add(file);
    // Another run may read here at the same time.
    const part = join(folder, `${randomUUID()}${PART}`);
    await writeFile(part, bytes);
    await rename(part, join(folder, file));
  }
  for (const name of await readdir(folder)) {
    if (!names.has(name) && !name.endsWith(PART))
      await rm(join(folder, name), { recursive: true, force: true });
  }
  return [];
}
