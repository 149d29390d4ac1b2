import { SourceError } from '../../model/errors.ts';
import type { LayerBlob } from '../image.ts';
import type { StoredBlob } from '../layers.ts';
import type { Descriptor } from '../manifest.ts';
import { verifyBytes } from '../verify.ts';

/** The files of an OCI layout, in a folder or in a tar. */
export interface BlobStore {
  /** Names the store in messages. */
  readonly where: string;
  /** The bytes of a file; null when there is none. Throws `SourceError` when it has more than `limit` bytes. */
  read(path: string, limit: number): Promise<Buffer | null>;
  /** Where a file's bytes are; null when there is none. */
  locate(path: string): Promise<Extract<LayerBlob, { kind: 'file' }> | null>;
}

/** The path of a blob. `digest` must be validated: `isDigest`. Source: OCI image layout specification, "blobs". */
export function blobPath(digest: string): string {
  return `blobs/sha256/${digest.slice('sha256:'.length)}`;
}

/** The bytes of a manifest or configuration, verified. Throws `SourceError` BLOB_MISSING or BLOB_SIZE. */
export async function readBlob(store: BlobStore, descriptor: Descriptor, limit: number): Promise<Buffer> {
  const { digest, size } = descriptor;
  const bytes = await store.read(blobPath(digest), limit);
  if (bytes === null) throw missing(store, digest);
  if (bytes.length !== size) throw wrongSize(store, digest, { expected: size, actual: bytes.length });
  verifyBytes(bytes, digest, `${store.where}: ${digest}`);
  return bytes;
}

/** A layer where it is; its bytes are verified when they are walked. Throws as `readBlob` does. */
export async function locateLayer(store: BlobStore, descriptor: Descriptor): Promise<StoredBlob> {
  const { digest, size, mediaType } = descriptor;
  const blob = await store.locate(blobPath(digest));
  if (blob === null) throw missing(store, digest);
  if (blob.length !== size) throw wrongSize(store, digest, { expected: size, actual: blob.length });
  return { digest, size, mediaType, blob };
}

function missing(store: BlobStore, digest: string): SourceError {
  return new SourceError('BLOB_MISSING', `${store.where}: the blob ${digest} is not there`, {
    hint: 'The layout was not written or copied whole, or holds only some platforms.',
  });
}

function wrongSize(
  store: BlobStore,
  digest: string,
  { expected, actual }: { expected: number; actual: number },
): SourceError {
  return new SourceError(
    'BLOB_SIZE',
    `${store.where}: the blob ${digest} has ${actual} bytes instead of ${expected}`,
    { hint: 'It was not written or copied whole: make it again.' },
  );
}
