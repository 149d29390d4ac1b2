import { SourceError } from '../../model/errors.ts';
import type { Platform, SourceKind } from '../../model/source.ts';
import type { Image } from '../image.ts';
import type { BlobStore } from '../layout/blob-store.ts';
import { checkPlatform, readOciImage, type StoredImage } from '../layout/oci-image.ts';
import { platformRank } from '../platform-match.ts';
import { toImage } from '../stored-image.ts';
import { crossCheck } from './cross-check.ts';
import { readDockerImage } from './docker-archive.ts';
import { openSeekable, type SeekableTar } from './seekable.ts';
import { indexTar, readAt } from './tar-index.ts';

export interface ArchiveOptions {
  readonly path: string;
  readonly platform: Platform | null;
  readonly tempDir: string;
  readonly signal: AbortSignal;
  /** For messages and as the image's reference, when it is not the path. */
  readonly reference?: string;
  readonly source?: SourceKind;
  /** The configuration's digest, or that of a manifest or index that leads to it, as a daemon gives it. */
  readonly expectedId?: string;
}

/**
 * Opens what `docker save` (old and new form), `docker buildx build --output type=oci` or `skopeo` wrote,
 * plain or compressed as a whole. Nothing is copied from a plain archive: its layers are read where they are.
 * Throws `InputError`, `SourceError` and `VerificationError`.
 */
export async function openArchive(options: ArchiveOptions): Promise<Image> {
  const { path, platform, reference = path, source = 'archive', expectedId } = options;
  const tar = await openSeekable(path, options);
  try {
    const where = source === 'archive' ? `the archive "${reference}"` : `the export of "${reference}"`;
    const store = await tarStore(tar, where);
    const image = await readImage(store, platform);
    if (expectedId !== undefined) checkId(image, expectedId, where);
    const close = async (): Promise<void> => tar.temp?.remove();
    return toImage(image, { source, reference, close });
  } catch (error) {
    await tar.temp?.remove();
    throw error;
  } finally {
    await tar.close();
  }
}

async function readImage(store: BlobStore, platform: Platform | null): Promise<StoredImage> {
  const hasIndex = (await store.locate('index.json')) !== null;
  const image = await readDockerImage(store);
  if (image === null) {
    if (hasIndex) return await readOciImage(store, platform);
    throw notAnArchive(store.where);
  }
  if (hasIndex) {
    const chain = await crossCheck(store, image.parsed.imageId);
    const serves = platform === null || platformRank(image.parsed.platform, platform) !== null;
    // manifest.json knows one platform, index.json all of them.
    if (!serves) return await readOciImage(store, platform);
    return { ...image, chain };
  }
  checkPlatform(image.parsed.platform, platform, store.where);
  return image;
}

/** A daemon with containerd's image store names an image by its manifest or index, the others by its configuration. */
function checkId(image: StoredImage, expectedId: string, where: string): void {
  if (image.parsed.imageId === expectedId || image.chain.includes(expectedId)) return;
  throw new SourceError(
    'DAEMON_OTHER_IMAGE',
    `${where}: the daemon gave the image ${image.parsed.imageId} instead of ${expectedId}`,
    { hint: 'Try again; if it stays, the daemon or a proxy before it is at fault.' },
  );
}

async function tarStore(tar: SeekableTar, where: string): Promise<BlobStore> {
  const index = await indexTar(tar.file, tar.size, where);
  return {
    where,
    async read(path, limit) {
      const span = index.find(path);
      if (span === null) return null;
      if (span.length > limit) {
        throw new SourceError('TOO_LARGE', `${where}: ${path} has ${span.length} bytes, more than ${limit}`);
      }
      const bytes = Buffer.alloc(span.length);
      await readAt(tar.file, bytes, span.offset, where);
      return bytes;
    },
    async locate(path) {
      const span = index.find(path);
      return span === null ? null : { kind: 'file', path: tar.path, ...span };
    },
  };
}

function notAnArchive(where: string): SourceError {
  return new SourceError(
    'ARCHIVE_INVALID',
    `${where} has neither manifest.json nor index.json: it is not a saved image`,
    {
      hint: 'Save an image with `docker save <image> -o <file>`. A tar of a file system is made an image by `docker import`.',
    },
  );
}
