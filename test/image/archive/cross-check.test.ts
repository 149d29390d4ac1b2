import { describe, expect, it } from 'vitest';
import { crossCheck } from '../../../src/image/archive/cross-check.ts';
import type { BlobStore } from '../../../src/image/layout/blob-store.ts';
import { makeImage, ociBlobs, type OciBlobs } from '../../support/oci.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { sha256Of } from '../../support/tar.ts';

const IMAGE = makeImage({ layers: [{ a: '1' }] });
const ONE = ociBlobs(IMAGE);
const OTHER = ociBlobs(makeImage({ layers: [{ a: '2' }] }));

describe('crossCheck', () => {
  it('gives the manifest that leads to the image', async () => {
    expect(await crossCheck(store([ONE.descriptor], [ONE]), IMAGE.imageId)).toEqual([ONE.descriptor.digest]);
  });

  it('gives the index above it too, and minds no other platform', async () => {
    const index = Buffer.from(
      JSON.stringify({ schemaVersion: 2, manifests: [OTHER.descriptor, ONE.descriptor] }),
    );
    const descriptor = { mediaType: INDEX, digest: sha256Of(index), size: index.length };
    const chain = await crossCheck(store([descriptor], [ONE], index), IMAGE.imageId);
    expect(chain).toEqual([descriptor.digest, ONE.descriptor.digest]);
  });

  it('refuses an index that leads to another image only', async () => {
    await expect(crossCheck(store([OTHER.descriptor], [ONE, OTHER]), IMAGE.imageId)).rejects.toMatchObject({
      code: 'ARCHIVE_AMBIGUOUS',
    });
  });

  it('minds no artifact that is not an image', async () => {
    const artifact = Buffer.from(
      JSON.stringify({ schemaVersion: 2, config: { ...ONE.descriptor, mediaType: 'text/x' }, layers: [] }),
    );
    const descriptor = { mediaType: MANIFEST, digest: sha256Of(artifact), size: artifact.length };
    expect(await crossCheck(store([descriptor], [ONE], artifact), IMAGE.imageId)).toEqual([]);
  });

  it('refuses a manifest that is not what its digest names', async () => {
    const files = {
      'index.json': indexJson([ONE.descriptor]),
      [path(ONE.descriptor.digest)]: OTHER.manifest,
    };
    const size = OTHER.manifest.length;
    const changed = { ...files, 'index.json': indexJson([{ ...ONE.descriptor, size }]) };
    await expect(crossCheck(memoryStore(changed), IMAGE.imageId)).rejects.toMatchObject({
      code: 'DIGEST_MISMATCH',
    });
  });
});

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

function store(manifests: readonly unknown[], images: readonly OciBlobs[], extra?: Buffer): BlobStore {
  const files: Record<string, Buffer | string> = { 'index.json': indexJson(manifests) };
  for (const { blobs } of images) for (const [digest, bytes] of blobs) files[path(digest)] = bytes;
  if (extra !== undefined) files[path(sha256Of(extra))] = extra;
  return memoryStore(files);
}

function indexJson(manifests: readonly unknown[]): string {
  return JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
}

function path(digest: string): string {
  return `blobs/sha256/${digest.slice(7)}`;
}
