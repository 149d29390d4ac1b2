import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLayout } from '../../../src/image/layout/open.ts';
import { checkPlatform, readIndexJson, readOciImage } from '../../../src/image/layout/oci-image.ts';
import type { Platform } from '../../../src/model/source.ts';
import { makeImage, ociBlobs, writeLayout } from '../../support/oci.ts';
import { memoryStore } from '../../support/memory-store.ts';
import { sha256Of } from '../../support/tar.ts';
import { workFolder } from '../../support/work-folder.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const AMD = makeImage({ layers: [{ a: 'amd' }] });
const ARM = makeImage({
  layers: [{ a: 'arm' }],
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
});

describe('readOciImage', () => {
  it.each([
    ['amd64', AMD],
    ['arm64', ARM],
  ])('chooses the image for %s, also in a nested index', async (architecture, expected) => {
    for (const nested of [false, true]) {
      const folder = workFolder();
      writeLayout(folder, [AMD, ARM], { nested });
      const image = await openLayout(folder, { os: 'linux', architecture, variant: null });
      expect(image.imageId).toBe(expected.imageId);
    }
  });

  it('gives all digests on the way, the manifest last', async () => {
    const folder = workFolder();
    const [digest] = writeLayout(folder, [AMD], { nested: true });
    const top = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
      manifests: { digest: string }[];
    };
    const image = await readOciImage(storeOf(folder), null);
    expect(image.chain).toEqual([top.manifests[0]?.digest, digest]);
    expect(image.digest).toBe(digest);
  });

  it.each<[string, readonly object[]]>([
    ['two tags', [tagged(AMD, 'app:1'), tagged(ARM, 'app:2')]],
    ['two images without tags and platforms', [without(AMD), without(ARM)]],
    [
      'two images for one platform',
      [ociBlobs(AMD).descriptor, { ...ociBlobs(ARM).descriptor, platform: AMD.platform }],
    ],
  ])('refuses %s: one of them would not be examined', async (_name, manifests) => {
    await expect(readOciImage(storeWith(manifests), null)).rejects.toMatchObject({ code: 'SEVERAL_IMAGES' });
  });

  it('names the tags that it found', async () => {
    const work = readOciImage(storeWith([tagged(AMD, 'app:1'), tagged(ARM, 'app:2')]), null);
    await expect(work).rejects.toThrow('holds 2 images: app:1, app:2');
  });

  it('takes one image under two tags', async () => {
    const image = await readOciImage(storeWith([tagged(AMD, 'app:1'), tagged(AMD, 'app:2')]), null);
    expect(image.parsed.imageId).toBe(AMD.imageId);
  });

  it('does not take an attestation for an image', async () => {
    const attestation = {
      ...ociBlobs(ARM).descriptor,
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
    };
    const image = await readOciImage(storeWith([ociBlobs(AMD).descriptor, attestation]), null);
    expect(image.parsed.imageId).toBe(AMD.imageId);
  });

  it('refuses an index that promises another platform than it gives', async () => {
    const lie = { ...ociBlobs(AMD).descriptor, platform: { os: 'linux', architecture: 's390x' } };
    const platform = { os: 'linux', architecture: 's390x', variant: null };
    await expect(readOciImage(storeWith([lie]), platform)).rejects.toMatchObject({
      code: 'PLATFORM_MISMATCH',
    });
  });

  it('stops in indexes that are nested too deep', async () => {
    const files: Record<string, Buffer> = {};
    let manifests: readonly object[] = [ociBlobs(AMD).descriptor];
    for (let depth = 0; depth < 6; depth++) {
      const index = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
      files[`blobs/sha256/${sha256Of(index).slice(7)}`] = index;
      manifests = [{ mediaType: INDEX, digest: sha256Of(index), size: index.length }];
    }
    await expect(readOciImage(storeWith(manifests, files), null)).rejects.toThrow('nested more than 4 deep');
  });
});

describe('readIndexJson', () => {
  it.each([
    ['no index.json', {}, 'LAYOUT_INVALID'],
    ['a manifest in its place', { 'index.json': ociBlobs(AMD).manifest }, 'LAYOUT_INVALID'],
  ])('refuses %s', async (_name, files, code) => {
    await expect(readIndexJson(memoryStore(files))).rejects.toMatchObject({ code });
  });
});

describe('checkPlatform', () => {
  it.each([
    ['amd64', null, true],
    ['amd64', 'amd64', true],
    ['arm64', 'amd64', false],
  ])('an image for %s where %s is asked for: %s', (actual, wanted, fits) => {
    const work = (): void => checkPlatform(platform(actual), wanted === null ? null : platform(wanted), 'x');
    if (fits) expect(work).not.toThrow();
    else expect(work).toThrow('x: the image is for linux/arm64, and linux/amd64 was asked for');
  });
});

function platform(architecture: string): Platform {
  return { os: 'linux', architecture, variant: null };
}

type Made = ReturnType<typeof makeImage>;

function tagged(image: Made, tag: string): object {
  return { ...without(image), annotations: { 'org.opencontainers.image.ref.name': tag } };
}

function without(image: Made): object {
  const { platform: _, ...descriptor } = ociBlobs(image).descriptor;
  return descriptor;
}

function storeWith(
  manifests: readonly object[],
  more: Record<string, Buffer> = {},
): ReturnType<typeof memoryStore> {
  const files: Record<string, Buffer | string> = {
    ...more,
    'index.json': JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }),
  };
  for (const image of [AMD, ARM]) {
    for (const [digest, bytes] of ociBlobs(image).blobs) files[`blobs/sha256/${digest.slice(7)}`] = bytes;
  }
  return memoryStore(files);
}

/** The files of a layout on disk that hold JSON. */
function storeOf(folder: string): ReturnType<typeof memoryStore> {
  const index = readFileSync(join(folder, 'index.json'));
  const files: Record<string, Buffer> = { 'index.json': index };
  const add = (digest: string): void => {
    files[`blobs/sha256/${digest.slice(7)}`] = readFileSync(join(folder, 'blobs/sha256', digest.slice(7)));
  };
  const { manifests } = JSON.parse(index.toString('utf8')) as { manifests: { digest: string }[] };
  for (const { digest } of manifests) add(digest);
  for (const [digest] of ociBlobs(AMD).blobs) add(digest);
  return memoryStore(files);
}
