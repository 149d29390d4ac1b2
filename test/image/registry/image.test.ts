import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { Layer } from '../../../src/image/image.ts';
import { openRegistryImage } from '../../../src/image/registry/image.ts';
import type { Image } from '../../../src/image/image.ts';
import { parsePlatform } from '../../../src/model/source.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { startFakeRegistry } from '../../support/fake-registry.ts';
import { makeImage, ociBlobs } from '../../support/oci.ts';
import type { OciBlobs } from '../../support/oci.ts';
import { pushImage, pushIndex } from '../../support/push.ts';
import type { PushedManifest } from '../../support/push.ts';
import { startRegistry } from '../../support/registry.ts';
import type { TestRegistry } from '../../support/registry.ts';
import { registryOptions } from '../../support/registry-options.ts';
import { needs } from '../../support/services.ts';
import { sha256Of } from '../../support/tar.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const amd64 = makeImage({
  layers: [{ 'etc/motd': 'hello' }, { 'app/run': 'x'.repeat(200_000) }],
  config: { User: 'app' },
});
const armv6 = makeImage({
  layers: [{ a: 'arm' }],
  platform: { os: 'linux', architecture: 'arm', variant: 'v6' },
});

function open(text: string, platform: string | null = null): Promise<Image> {
  const parsed = platform === null ? null : parsePlatform(platform);
  return openRegistryImage({ ...registryOptions(text), platform: parsed, userText: `user: ${text}` });
}

async function bytesOf(layer: Layer | undefined): Promise<Buffer> {
  if (layer?.blob.kind !== 'stream') throw new Error('no stream');
  const chunks: Uint8Array[] = [];
  for await (const chunk of await layer.blob.open(new AbortController().signal)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe.skipIf(!needs('docker-registry'))('openRegistryImage, from a real registry', () => {
  let registry: TestRegistry;
  let index: PushedManifest;
  beforeAll(async () => {
    registry = await startRegistry();
    await pushImage(registry, { repository: 'org/app', tag: 'latest' }, ociBlobs(amd64));
    await pushImage(registry, { repository: 'org/app', tag: 'zstd' }, ociBlobs(amd64, 'zstd'));
    index = await pushIndex(registry, { repository: 'org/multi', tag: '1' }, [
      ociBlobs(amd64),
      ociBlobs(armv6),
    ]);
  });
  afterAll(() => registry.stop());

  test.each([
    '',
    ':latest',
    `@${ociBlobs(amd64).descriptor.digest}`,
    `:gone@${ociBlobs(amd64).descriptor.digest}`,
  ])('opens name%s', async (suffix) => {
    const image = await open(`${registry.host}/org/app${suffix}`);
    expect(image).toMatchObject({
      source: 'registry',
      reference: `user: ${registry.host}/org/app${suffix}`,
      digest: ociBlobs(amd64).descriptor.digest,
      imageId: amd64.imageId,
      platform: { os: 'linux', architecture: 'amd64', variant: null },
      config: { user: 'app' },
      history: [{ createdBy: 'COPY layer0 /' }, { createdBy: 'COPY layer1 /' }],
    });
    await image.close();
  });

  it('gives layers as streams of the bytes as stored, all at once', async () => {
    const image = await open(`${registry.host}/org/app`);
    const blobs = await Promise.all(image.layers.map((layer) => bytesOf(layer)));
    for (const [n, layer] of image.layers.entries()) {
      const blob = blobs[n] ?? Buffer.alloc(0);
      expect(`sha256:${createHash('sha256').update(blob).digest('hex')}`).toBe(layer.digest);
      expect(blob).toHaveLength(layer.size);
      expect(sha256Of(gunzipSync(blob))).toBe(layer.diffId);
    }
  });

  it('gives the same image however its layers are compressed', async () => {
    const image = await open(`${registry.host}/org/app:zstd`);
    expect(image.imageId).toBe(amd64.imageId);
    expect((await bytesOf(image.layers[0])).readUInt32LE(0)).toBe(0xfd2fb528);
  });

  test.each([
    ['linux/amd64', amd64],
    ['linux/arm', armv6],
    ['linux/arm/v7', armv6],
  ])('takes the image for %s out of an index', async (platform, expected) => {
    const image = await open(`${registry.host}/org/multi:1`, platform);
    expect(image.imageId).toBe(expected.imageId);
    expect(image.digest).toBe(ociBlobs(expected).descriptor.digest);
    const same = await open(`${registry.host}/org/multi@${index.digest}`, platform);
    expect(same.imageId).toBe(expected.imageId);
  });

  it('does not take another platform out of an index, or for an image without one', async () => {
    await expect(open(`${registry.host}/org/multi:1`, 'linux/s390x')).rejects.toMatchObject({
      name: 'InputError',
      code: 'PLATFORM_NOT_FOUND',
    });
    await expect(open(`${registry.host}/org/app`, 'linux/arm64')).rejects.toMatchObject({
      code: 'PLATFORM_MISMATCH',
    });
  });
});

describe('openRegistryImage refuses', () => {
  const good = ociBlobs(amd64);

  /** An image whose manifest is replaced, as `latest`. */
  function withManifest(value: unknown, others: readonly Buffer[] = []): OciBlobs {
    const manifest = Buffer.from(JSON.stringify(value));
    const blobs = new Map(good.blobs);
    for (const bytes of [manifest, ...others]) blobs.set(sha256Of(bytes), bytes);
    return { blobs, manifest, descriptor: { ...good.descriptor, digest: sha256Of(manifest) } };
  }

  const manifest = JSON.parse(String(good.manifest)) as { config: object; layers: object[] };

  test.each<[string, string, unknown]>([
    ['schema 1', 'SCHEMA1_UNSUPPORTED', { schemaVersion: 1 }],
    [
      'an artifact',
      'NOT_AN_IMAGE',
      { ...manifest, config: { ...manifest.config, mediaType: 'application/x' } },
    ],
    ['a layer too few', 'IMAGE_LAYERS_DISAGREE', { ...manifest, layers: manifest.layers.slice(1) }],
    [
      'a layer too many',
      'IMAGE_LAYERS_DISAGREE',
      { ...manifest, layers: [...manifest.layers, manifest.layers[0]] },
    ],
    [
      'a config that is no config',
      'IMAGE_CONFIG_INVALID',
      { ...manifest, config: { ...manifest.config, ...descriptorOf(good.manifest) } },
    ],
    [
      'a config without end',
      'BLOB_TOO_LARGE',
      { ...manifest, config: { ...manifest.config, size: LIMITS.configBytes.value + 1 } },
    ],
    [
      'a config that is longer than it says',
      'BLOB_TOO_LONG',
      { ...manifest, config: { ...manifest.config, size: 3 } },
    ],
    ['an index sent as an image', 'MANIFEST_INVALID', { schemaVersion: 2, manifests: [good.descriptor] }],
  ])('%s', async (_name, code, value) => {
    const server = await startFakeRegistry(withManifest(value));
    await expect(open(`${server.host}/app`)).rejects.toMatchObject({ code });
  });

  it('an image that the index calls an index', async () => {
    const entry = { ...good.descriptor, mediaType: INDEX };
    await expect(openIndex([entry])).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
  });

  it('an image of another size than the index says', async () => {
    const entry = { ...good.descriptor, size: good.manifest.length + 1 };
    await expect(openIndex([entry])).rejects.toMatchObject({
      name: 'VerificationError',
      code: 'MANIFEST_SIZE_MISMATCH',
    });
  });

  it('an image that the index names by another digest', async () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    await expect(openIndex([{ ...good.descriptor, digest }])).rejects.toMatchObject({
      code: 'REGISTRY_NOT_FOUND',
    });
  });

  it('indexes inside indexes without end, but not a few', async () => {
    expect((await openNested(LIMITS.indexDepth.value)).imageId).toBe(amd64.imageId);
    await expect(openNested(LIMITS.indexDepth.value + 1)).rejects.toMatchObject({ code: 'INDEX_TOO_DEEP' });
  });

  async function openNested(depth: number): Promise<Image> {
    let entry: Record<string, unknown> = { ...good.descriptor };
    const indexes: Buffer[] = [];
    for (let n = 1; n < depth; n++) {
      const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [entry] }));
      indexes.push(bytes);
      entry = { mediaType: INDEX, ...descriptorOf(bytes) };
    }
    return openIndex([entry], indexes);
  }

  async function openIndex(manifests: readonly object[], others: readonly Buffer[] = []): Promise<Image> {
    const image = withManifest({ schemaVersion: 2, mediaType: INDEX, manifests }, others);
    const server = await startFakeRegistry(image, (request, response) => {
      const name = /\/manifests\/(.+)$/u.exec(request.path)?.[1];
      const bytes = image.blobs.get(name === 'latest' ? image.descriptor.digest : (name ?? ''));
      if (bytes === undefined) return false;
      response.setHeader('content-type', bytes === good.manifest ? MANIFEST : INDEX);
      response.end(bytes);
      return true;
    });
    return open(`${server.host}/app`);
  }
});

function descriptorOf(bytes: Buffer): { digest: string; size: number } {
  return { digest: sha256Of(bytes), size: bytes.length };
}
