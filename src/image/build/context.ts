import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { SourceError } from '../../model/errors.ts';
import { readDockerignore } from '../../util/dockerignore.ts';
import { entryHeader, padding, tarEnd, type NewEntry } from '../../util/tar-writer.ts';

export interface BuildContext {
  /** The tar, as the daemon takes it. */
  readonly tar: AsyncIterable<Buffer>;
  /** The Dockerfile's path in the tar. */
  readonly dockerfile: string;
  /** What differs from a build with buildx; null when nothing does. */
  readonly note: string | null;
}

/** Where the Dockerfile goes when it lies outside the context. */
export const OUTSIDE_DOCKERFILE = '.image-gate.Dockerfile';

/**
 * Packs a folder as the docker program does: without what `.dockerignore` names, owned by root, with the
 * Dockerfile always in it; `text` is what goes in as the Dockerfile when it is not what the file holds.
 * Throws `SourceError` CONTEXT_CHANGED when a file changes its size meanwhile.
 */
export async function packContext(
  context: string,
  dockerfile: string,
  text: string | null = null,
): Promise<BuildContext> {
  const inside = relative(context, dockerfile);
  const isOutside =
    inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || join(inside) !== inside;
  const name = isOutside ? OUTSIDE_DOCKERFILE : toPosix(inside);
  const { ignores } = await readDockerignore(context, dockerfile);
  const isHidden = isOutside || ignores(name);
  const note = isHidden ? `"COPY . …" will also copy ${name}: only docker buildx can keep it out` : null;
  return { tar: pack({ context, ignores, dockerfile, name, text }), dockerfile: name, note };
}

interface Packing {
  readonly context: string;
  readonly ignores: (path: string) => boolean;
  readonly dockerfile: string;
  readonly name: string;
  readonly text: string | null;
}

async function* pack({ context, ignores, dockerfile, name, text }: Packing): AsyncGenerator<Buffer> {
  const isWanted = (path: string): boolean => path !== name && !ignores(path);
  yield* packFolder(context, '', isWanted);
  if (text === null) yield* packOne(dockerfile, name);
  else yield* packText(text, name);
  yield tarEnd();
}

function* packText(text: string, path: string): Generator<Buffer> {
  const bytes = Buffer.from(text);
  yield entryHeader({ path, mode: 0o644, size: bytes.length, modified: 0, link: null, type: 'file' });
  yield bytes;
  yield padding(bytes.length);
}

/** A folder that is ignored is still entered, because `!` can bring back what is in it. */
async function* packFolder(
  context: string,
  folder: string,
  isWanted: (path: string) => boolean,
): AsyncGenerator<Buffer> {
  const names = await readdir(join(context, folder), { withFileTypes: true });
  for (const entry of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isWanted(path)) yield* packOne(join(context, path), path);
    if (entry.isDirectory()) yield* packFolder(context, path, isWanted);
  }
}

async function* packOne(file: string, path: string): AsyncGenerator<Buffer> {
  const stats = await lstat(file);
  const base = { path, mode: stats.mode & 0o7777, size: 0, modified: stats.mtimeMs / 1000, link: null };
  if (stats.isDirectory()) yield entryHeader({ ...base, path: `${path}/`, type: 'directory' });
  else if (stats.isSymbolicLink())
    yield entryHeader({ ...base, type: 'symlink', link: await readlink(file) });
  else if (stats.isFile()) yield* packFile(file, { ...base, type: 'file', size: stats.size });
  // Sockets, pipes and devices cannot be copied into an image; the docker program leaves them out too.
}

async function* packFile(file: string, entry: NewEntry): AsyncGenerator<Buffer> {
  yield entryHeader(entry);
  let written = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: READ_CHUNK })) {
    const bytes = chunk as Buffer;
    written += bytes.length;
    if (written > entry.size) break;
    yield bytes;
  }
  if (written !== entry.size) {
    throw new SourceError(
      'CONTEXT_CHANGED',
      `"${entry.path}" in the build context changed while it was sent`,
      {
        hint: 'Build again when nothing writes to the context.',
      },
    );
  }
  yield padding(entry.size);
}

const READ_CHUNK = 256 * 1024;

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
