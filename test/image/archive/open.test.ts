import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/image/archive/open.ts';
import type { Image } from '../../../src/image/image.ts';
import type { Platform } from '../../../src/model/source.ts';
import { archiveBytes, compress, makeImage, ociBlobs, type Compression } from '../../support/oci.ts';
import { readLayers } from '../../support/read-layers.ts';
import { SHARED_DATA, hasSharedData } from '../../support/shared-data.ts';
import { tarBytes } from '../../support/tar.ts';
import { workFolder } from '../../support/work-folder.ts';

// The first and the third layer are equal: the old form stores the third as a link.
const IMAGE = makeImage({
  layers: [{ 'etc/a': 'one' }, { 'etc/b': 'x'.repeat(3000) }, { 'etc/a': 'one' }],
  config: { User: 'app' },
});
const OTHER = makeImage({ layers: [{ other: '1' }] });
const FORMS = ['old', 'new', 'oci'] as const;
const COMPRESSIONS: readonly Compression[] = ['none', 'gzip', 'zstd'];

describe('openArchive', () => {
  describe.each(FORMS)('the %s form', (form) => {
    it.each(COMPRESSIONS)('opens with %s compression, every layer verified', async (compression) => {
      const { image, temp } = await openBytes(compress(archiveBytes([IMAGE], { form }), compression));
      expect(image).toMatchObject({
        source: 'archive',
        imageId: IMAGE.imageId,
        digest: form === 'oci' ? ociBlobs(IMAGE).descriptor.digest : null,
        config: { user: 'app' },
      });
      expect(await readLayers(image)).toEqual(IMAGE.layers);
      expect(image.layers.map((layer) => layer.createdBy)).toEqual(
        IMAGE.layers.map((_, i) => `COPY layer${i} /`),
      );
      // A plain archive is read where it is.
      expect(readdirSync(temp)).toHaveLength(compression === 'none' ? 0 : 1);
      await image.close();
      expect(readdirSync(temp)).toEqual([]);
    });

    it('is refused when several images are in it, with their names', async () => {
      const work = openBytes(archiveBytes([IMAGE, OTHER], { form, tags: ['app:1', 'app:2'] }));
      await expect(work).rejects.toMatchObject({
        code: 'SEVERAL_IMAGES',
        message: expect.stringContaining('2 images'),
      });
      if (form !== 'oci') await expect(work).rejects.toThrow('app:1, app:2');
    });

    it('is refused wherever it is cut short', async () => {
      const bytes = archiveBytes([IMAGE], { form });
      const whole = bytes.length - 1024;
      for (const length of [100, 600, whole >> 1, whole - 1]) {
        await expect(openBytes(bytes.subarray(0, length))).rejects.toMatchObject({
          code: expect.stringMatching(/^(?:ARCHIVE_TRUNCATED|ARCHIVE_INVALID|BLOB_MISSING)$/u),
        });
      }
    });

    it.each(['gzip', 'zstd'] as const)('is refused when its %s stream is cut short', async (compression) => {
      const bytes = compress(archiveBytes([IMAGE], { form }), compression);
      const { error, temp } = await failure(bytes.subarray(0, bytes.length - 20));
      expect(error).toMatchObject({ code: 'ARCHIVE_TRUNCATED' });
      expect(readdirSync(temp)).toEqual([]);
    });

    it('is for the platform that is asked for, or refused', async () => {
      const bytes = archiveBytes([IMAGE], { form });
      const { image } = await openBytes(bytes, { platform: platform('amd64') });
      expect(image.platform.architecture).toBe('amd64');
      await expect(openBytes(bytes, { platform: platform('s390x') })).rejects.toMatchObject({
        code: expect.stringMatching(/^PLATFORM_/u),
      });
    });

    it('must be the image that was expected', async () => {
      const bytes = archiveBytes([IMAGE], { form });
      await expect(openBytes(bytes, { expectedId: IMAGE.imageId })).resolves.toBeDefined();
      await expect(openBytes(bytes, { expectedId: OTHER.imageId })).rejects.toMatchObject({
        code: 'DAEMON_OTHER_IMAGE',
      });
    });
  });

  it.each(['new', 'oci'] as const)(
    'knows the %s form by its manifest too, as containerd names images',
    async (form) => {
      const expectedId = ociBlobs(IMAGE, form === 'new' ? 'none' : 'gzip').descriptor.digest;
      await expect(openBytes(archiveBytes([IMAGE], { form }), { expectedId })).resolves.toBeDefined();
    },
  );

  it('takes the platform that index.json has and manifest.json has not', async () => {
    const arm = makeImage({ layers: [{ arm: '1' }], platform: { os: 'linux', architecture: 'arm64' } });
    const bytes = archiveBytes([IMAGE, arm], { form: 'new', listed: 1 });
    const { image } = await openBytes(bytes, { platform: platform('arm64') });
    expect(image.imageId).toBe(arm.imageId);
  });

  it.each([
    [
      'a tar of a file system',
      tarBytes([{ name: 'etc/passwd', content: 'root' }]),
      'ARCHIVE_INVALID',
      'not a saved image',
    ],
    ['an empty file', Buffer.alloc(0), 'ARCHIVE_INVALID', 'not a saved image'],
    ['something else', Buffer.from('PK\u0003\u0004'.padEnd(600, 'x')), 'TAR_INVALID', 'not a sound tar'],
    ['xz', Buffer.from('fd377a585a0000', 'hex'), 'ARCHIVE_COMPRESSION', 'xz'],
    ['bzip2', Buffer.from('BZh91AY&SY'), 'ARCHIVE_COMPRESSION', 'bzip2'],
  ])('refuses %s', async (_name, bytes, code, words) => {
    await expect(openBytes(bytes)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('refuses a file that is not there, and a folder', async () => {
    const folder = workFolder();
    await expect(openAt(join(folder, 'none.tar'), folder)).rejects.toMatchObject({
      code: 'ARCHIVE_NOT_FOUND',
    });
    await expect(openAt(folder, folder)).rejects.toMatchObject({
      code: 'ARCHIVE_NOT_A_FILE',
      hint: expect.stringContaining('layout'),
    });
  });

  it('shows a layer that was changed to whoever reads it', async () => {
    const bytes = archiveBytes([IMAGE], { form: 'old' });
    bytes[bytes.indexOf('x'.repeat(100)) + 50] = 0x79;
    const { image } = await openBytes(bytes);
    await expect(readLayers(image)).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
  });
});

describe.skipIf(!hasSharedData('images'))('openArchive on real images', () => {
  it('opens a gzipped `docker save` of Alpine', async () => {
    const image = await openReal('alpine-3.10.2.docker-archive.tar.gz');
    expect(image.imageId).toBe('sha256:961769676411f082461f9ef46626dd7a2d1e2b2a38e6a44364bcbecf51e66dd4');
    const [layer] = await readLayers(image);
    expect(layer?.includes('lib/apk/db/installed')).toBe(true);
    await image.close();
  });

  it('opens a new `docker save` with an OCI layout in it', async () => {
    const image = await openReal('node-alpine3.19.docker-archive.tar');
    expect(await readLayers(image)).toHaveLength(4);
    await image.close();
  });

  it('refuses an image from which layers were taken out', async () => {
    await expect(openReal('nginx-debian10.docker-archive.tar')).rejects.toMatchObject({
      code: 'IMAGE_LAYERS_DISAGREE',
    });
  });
});

interface Extra {
  readonly platform?: Platform;
  readonly expectedId?: string;
}

async function openBytes(bytes: Buffer, extra: Extra = {}): Promise<{ image: Image; temp: string }> {
  const folder = workFolder({ 'temp/': '' });
  writeFileSync(join(folder, 'image.tar'), bytes);
  const image = await openAt(join(folder, 'image.tar'), join(folder, 'temp'), extra);
  expect(readFileSync(join(folder, 'image.tar')).equals(bytes)).toBe(true);
  return { image, temp: join(folder, 'temp') };
}

async function failure(bytes: Buffer): Promise<{ error: unknown; temp: string }> {
  const folder = workFolder({ 'temp/': '' });
  const path = join(folder, 'image.tar');
  writeFileSync(path, bytes);
  const temp = join(folder, 'temp');
  const error: unknown = await openAt(path, temp).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(existsSync(path)).toBe(true);
  return { error, temp };
}

function openAt(path: string, tempDir: string, extra: Extra = {}): Promise<Image> {
  return openArchive({ path, platform: null, tempDir, signal: new AbortController().signal, ...extra });
}

function openReal(name: string): Promise<Image> {
  return openAt(join(SHARED_DATA, 'images', name), workFolder());
}

function platform(architecture: string): Platform {
  return { os: 'linux', architecture, variant: null };
}
