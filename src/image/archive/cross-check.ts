import { SourceError } from '../../model/errors.ts';
import { LIMITS } from '../../util/limits.ts';
import { blobPath, readBlob, type BlobStore } from '../layout/blob-store.ts';
import { readIndexJson } from '../layout/oci-image.ts';
import { parseManifest, type Descriptor } from '../manifest.ts';

/**
 * New archives name their image twice: in `manifest.json`, and in `index.json`, which other readers follow.
 * Returns the digests of the manifest and indexes that lead to the image `imageId`.
 * Throws `SourceError` ARCHIVE_AMBIGUOUS when `index.json` leads to other images only.
 */
export async function crossCheck(store: BlobStore, imageId: string): Promise<readonly string[]> {
  const walk: Walk = { store, imageId, chain: new Set(), images: 0, seen: 0 };
  for (const entry of await readIndexJson(store)) await visit(walk, entry, []);
  if (walk.images === 0 || walk.chain.size > 0) return [...walk.chain];
  throw new SourceError(
    'ARCHIVE_AMBIGUOUS',
    `${store.where}: manifest.json and index.json name different images`,
    { hint: 'Which one is loaded depends on the reader: save the image again.' },
  );
}

interface Walk {
  readonly store: BlobStore;
  readonly imageId: string;
  readonly chain: Set<string>;
  images: number;
  seen: number;
}

async function visit(walk: Walk, entry: Descriptor, path: readonly string[]): Promise<void> {
  const { store } = walk;
  walk.seen++;
  if (path.length > LIMITS.indexDepth.value || walk.seen > LIMITS.archiveEntries.value) {
    throw new SourceError('ARCHIVE_INVALID', `${store.where}: index.json leads too far`);
  }
  // An archive need not hold every platform that its index names.
  if ((await store.locate(blobPath(entry.digest))) === null) return;
  const bytes = await readBlob(store, entry, LIMITS.manifestBytes.value);
  const manifest = readable(bytes, store.where);
  if (manifest === null) return;
  const way = [...path, entry.digest];
  if (manifest.kind === 'index') {
    for (const child of manifest.manifests) await visit(walk, child, way);
    return;
  }
  walk.images++;
  if (manifest.config.digest === walk.imageId) for (const digest of way) walk.chain.add(digest);
}

/** Attestations and other artifacts stand beside images and are no images. */
function readable(bytes: Buffer, where: string): ReturnType<typeof parseManifest> | null {
  try {
    return parseManifest(bytes, where);
  } catch (error) {
    const isOther = error instanceof SourceError && OTHER.has(error.code);
    if (isOther) return null;
    throw error;
  }
}

const OTHER: ReadonlySet<string> = new Set(['NOT_AN_IMAGE', 'LAYER_TYPE_UNKNOWN']);
