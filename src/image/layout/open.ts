import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, SourceError, errorText } from '../../model/errors.ts';
import type { Platform } from '../../model/source.ts';
import type { Image } from '../image.ts';
import { toImage } from '../stored-image.ts';
import type { BlobStore } from './blob-store.ts';
import { readOciImage } from './oci-image.ts';

/**
 * Opens an OCI layout in a folder.
 * Throws `InputError` LAYOUT_NOT_FOUND, `SourceError` LAYOUT_INVALID, and what `readOciImage` throws.
 */
export async function openLayout(
  path: string,
  platform: Platform | null,
  displayed: string = path,
): Promise<Image> {
  await checkFolder(path, displayed);
  const store = folderStore(path, displayed);
  const marker = await store.read('oci-layout', MARKER_BYTES);
  if (marker === null) {
    throw new SourceError(
      'LAYOUT_INVALID',
      `"${displayed}" is not an OCI layout: it has no file oci-layout`,
      {
        hint: 'A layout is made by `skopeo copy … oci:<folder>` or `docker buildx build --output type=oci,tar=false,dest=<folder>`.',
      },
    );
  }
  const image = await readOciImage(store, platform);
  return toImage(image, { source: 'layout', reference: displayed, close: async () => {} });
}

const MARKER_BYTES = 4096;

function folderStore(folder: string, displayed: string): BlobStore {
  const where = `the layout "${displayed}"`;
  return {
    where,
    async read(path, limit) {
      const size = await fileSize(join(folder, path), `${where}: ${path}`);
      if (size === null) return null;
      if (size > limit) {
        throw new SourceError('TOO_LARGE', `${where}: ${path} has ${size} bytes, more than ${limit}`);
      }
      return await readWhole(join(folder, path), size);
    },
    async locate(path) {
      const size = await fileSize(join(folder, path), `${where}: ${path}`);
      return size === null ? null : { kind: 'file', path: join(folder, path), offset: 0, length: size };
    },
  };
}

/** Null when it is not there. Links are followed: whatever they lead to must have the right digest. */
async function fileSize(path: string, where: string): Promise<number | null> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    if (isMissing(error)) return null;
    throw new SourceError('LAYOUT_INVALID', `${where} cannot be read: ${errorText(error)}`, { cause: error });
  }
  throw new SourceError('LAYOUT_INVALID', `${where} is not a file`);
}

/** Never more than `size` bytes, even when the file grows meanwhile. */
async function readWhole(path: string, size: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function checkFolder(path: string, displayed: string): Promise<void> {
  const stats = await stat(path).catch((error: unknown) => {
    throw new InputError(
      'LAYOUT_NOT_FOUND',
      `the layout "${displayed}" cannot be read: ${errorText(error)}`,
      {
        cause: error,
        hint: 'Check the path.',
      },
    );
  });
  if (stats.isDirectory()) return;
  throw new InputError('LAYOUT_NOT_FOUND', `the layout "${displayed}" is not a folder`, {
    hint: 'Give a file as an archive.',
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
