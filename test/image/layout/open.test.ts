import {
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  renameSync,
  mkdirSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLayout } from '../../../src/image/layout/open.ts';
import { makeImage, ociBlobs, writeLayout, type Compression } from '../../support/oci.ts';
import { readLayers } from '../../support/read-layers.ts';
import { SHARED_DATA, hasSharedData } from '../../support/shared-data.ts';
import { workFolder } from '../../support/work-folder.ts';

const IMAGE = makeImage({ layers: [{ a: 'one' }, { b: 'two' }], config: { User: 'app' } });

describe('openLayout', () => {
  it.each<Compression>(['none', 'gzip', 'zstd'])('opens %s layers where they are', async (compression) => {
    const folder = workFolder();
    writeLayout(folder, IMAGE, { compression });
    const image = await openLayout(folder, null);
    expect(image).toMatchObject({
      source: 'layout',
      reference: folder,
      digest: ociBlobs(IMAGE, compression).descriptor.digest,
      imageId: IMAGE.imageId,
      config: { user: 'app' },
    });
    expect(await readLayers(image)).toEqual(IMAGE.layers);
    await image.close();
    expect(readdirSync(folder)).toContain('index.json');
  });

  it('follows links to blobs, as some builders lay them out', async () => {
    const folder = workFolder();
    writeLayout(folder, IMAGE);
    renameSync(join(folder, 'blobs/sha256'), join(folder, 'elsewhere'));
    mkdirSync(join(folder, 'blobs/sha256'));
    for (const name of readdirSync(join(folder, 'elsewhere'))) {
      symlinkSync(join(folder, 'elsewhere', name), join(folder, 'blobs/sha256', name));
    }
    expect(await readLayers(await openLayout(folder, null))).toEqual(IMAGE.layers);
  });

  it('refuses a link to what is not the blob', async () => {
    const folder = workFolder({ secret: 'x' });
    writeLayout(folder, IMAGE);
    const config = join(folder, 'blobs/sha256', IMAGE.imageId.slice(7));
    rmSync(config);
    writeFileSync(join(folder, 'secret'), 'x'.repeat(IMAGE.config.length));
    symlinkSync(join(folder, 'secret'), config);
    await expect(openLayout(folder, null)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
  });

  it.each<[string, (folder: string) => void, string]>([
    ['without oci-layout', (folder) => rmSync(join(folder, 'oci-layout')), 'LAYOUT_INVALID'],
    ['without index.json', (folder) => rmSync(join(folder, 'index.json')), 'LAYOUT_INVALID'],
    [
      'with a broken index.json',
      (folder) => writeFileSync(join(folder, 'index.json'), '{'),
      'MANIFEST_INVALID',
    ],
    ['without its blobs', (folder) => rmSync(join(folder, 'blobs'), { recursive: true }), 'BLOB_MISSING'],
    ['with a layer cut short', (folder) => truncateSync(layerPath(folder), 10), 'BLOB_SIZE'],
    ['with a folder for a layer', (folder) => folderFor(layerPath(folder)), 'LAYOUT_INVALID'],
    [
      'with an index.json that is too large',
      (folder) => truncateSync(join(folder, 'index.json'), 5e6),
      'TOO_LARGE',
    ],
  ])('refuses a layout %s', async (_name, spoil, code) => {
    const folder = workFolder();
    writeLayout(folder, IMAGE);
    spoil(folder);
    await expect(openLayout(folder, null)).rejects.toMatchObject({ code });
  });

  it('shows a layer that was changed to whoever reads it', async () => {
    const folder = workFolder();
    writeLayout(folder, IMAGE, { compression: 'none' });
    const path = join(folder, 'blobs/sha256', layerDigest('none').slice(7));
    const bytes = readFileSync(path);
    bytes[600] = 1;
    writeFileSync(path, bytes);
    const image = await openLayout(folder, null);
    await expect(readLayers(image)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
  });

  it('says which folder it cannot read', async () => {
    const folder = workFolder({ file: '' });
    for (const path of ['gone', 'file']) {
      await expect(openLayout(join(folder, path), null, path)).rejects.toMatchObject({
        code: 'LAYOUT_NOT_FOUND',
        message: expect.stringContaining(`"${path}"`),
      });
    }
  });
});

describe.skipIf(!hasSharedData('images'))('openLayout on a real image of three platforms', () => {
  const folder = join(SHARED_DATA, 'images/busybox-musl-multiarch.oci');

  it.each([
    ['amd64', null, 'amd64', null],
    ['arm64', null, 'arm64', 'v8'],
    ['arm', 'v7', 'arm', 'v7'],
  ])('opens %s', async (architecture, variant, foundArchitecture, foundVariant) => {
    const image = await openLayout(folder, { os: 'linux', architecture, variant });
    expect(image.platform).toEqual({ os: 'linux', architecture: foundArchitecture, variant: foundVariant });
    expect(await readLayers(image)).toHaveLength(1);
  });

  it('has none for another platform', async () => {
    const platform = { os: 'linux', architecture: 's390x', variant: null };
    await expect(openLayout(folder, platform)).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' });
  });
});

function layerDigest(compression: Compression): string {
  const manifest = JSON.parse(ociBlobs(IMAGE, compression).manifest.toString('utf8')) as {
    layers: readonly { digest: string }[];
  };
  return manifest.layers[0]?.digest ?? '';
}

function layerPath(folder: string): string {
  return join(folder, 'blobs/sha256', layerDigest('gzip').slice(7));
}

function folderFor(path: string): void {
  rmSync(path);
  mkdirSync(path);
}
