import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { chooseManifest, parseManifest } from '../../src/image/manifest.ts';
import type { IndexEntry } from '../../src/image/manifest.ts';
import { GateError } from '../../src/model/errors.ts';
import { parsePlatform } from '../../src/model/source.ts';
import { SHARED_DATA, hasSharedData } from '../support/shared-data.ts';
import { caught } from '../support/caught.ts';

const OCI = 'application/vnd.oci.image';
const DOCKER = 'application/vnd.docker';
const A = `sha256:${'a'.repeat(64)}`;
const B = `sha256:${'b'.repeat(64)}`;

const config = { mediaType: `${OCI}.config.v1+json`, digest: A, size: 10 };
const layer = { mediaType: `${OCI}.layer.v1.tar+gzip`, digest: B, size: 20 };
const image = { schemaVersion: 2, mediaType: `${OCI}.manifest.v1+json`, config, layers: [layer] };
const entry = { mediaType: `${OCI}.manifest.v1+json`, digest: A, size: 30 };

describe('parseManifest reads', () => {
  test('an OCI manifest, with the descriptors only', () => {
    const bytes = json({ ...image, layers: [{ ...layer, annotations: { a: 'b' } }] });
    expect(parseManifest(bytes, 'x')).toEqual({
      kind: 'image',
      config,
      layers: [layer],
      subject: null,
      annotations: {},
    });
  });

  test('a Docker schema 2 manifest', () => {
    const value = {
      schemaVersion: 2,
      mediaType: `${DOCKER}.distribution.manifest.v2+json`,
      config: { ...config, mediaType: `${DOCKER}.container.image.v1+json` },
      layers: [{ ...layer, mediaType: `${DOCKER}.image.rootfs.diff.tar.gzip` }],
    };
    expect(parseManifest(json(value), 'x')).toMatchObject({ kind: 'image', layers: [{ digest: B }] });
  });

  test.each([`${OCI}.index.v1+json`, `${DOCKER}.distribution.manifest.list.v2+json`, undefined])(
    'an index of type %s',
    (mediaType) => {
      const platform = { os: 'linux', architecture: 'arm', variant: 'v7', features: ['x'] };
      const value = { schemaVersion: 2, mediaType, manifests: [{ ...entry, platform }, entry] };
      expect(parseManifest(json(value), 'x')).toEqual({
        kind: 'index',
        manifests: [
          {
            ...entry,
            platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
            artifactType: null,
            annotations: {},
          },
          { ...entry, platform: null, artifactType: null, annotations: {} },
        ],
      });
    },
  );

  test('an image without layers, and annotations that look like keys', () => {
    const value = { ...image, layers: [], annotations: { Layers: 'x', MEDIATYPE: 'y' } };
    expect(parseManifest(json(value), 'x')).toMatchObject({ layers: [], annotations: { Layers: 'x' } });
  });

  test.each(['', '+gzip', '+zstd'])('layers of type tar%s', (suffix) => {
    const mediaType = `${OCI}.layer.v1.tar${suffix}`;
    expect(parseManifest(json({ ...image, layers: [{ ...layer, mediaType }] }), 'x')).toMatchObject({
      layers: [{ mediaType }],
    });
  });
});

describe('parseManifest refuses', () => {
  const withLayer = (change: object): object => ({ ...image, layers: [layer, { ...layer, ...change }] });
  test.each<[string, string, unknown]>([
    ['schema 1', 'SCHEMA1_UNSUPPORTED', { schemaVersion: 1, name: 'a', fsLayers: [] }],
    [
      'schema 1 by its type',
      'SCHEMA1_UNSUPPORTED',
      { ...image, mediaType: `${DOCKER}.distribution.manifest.v1+prettyjws` },
    ],
    ['a layer with urls', 'FOREIGN_LAYER', withLayer({ urls: ['https://example.com/l'] })],
    [
      'a Docker foreign layer',
      'FOREIGN_LAYER',
      withLayer({ mediaType: `${DOCKER}.image.rootfs.foreign.diff.tar.gzip` }),
    ],
    [
      'an OCI nondistributable layer',
      'FOREIGN_LAYER',
      withLayer({ mediaType: `${OCI}.layer.nondistributable.v1.tar+gzip` }),
    ],
    ['an encrypted layer', 'ENCRYPTED_LAYER', withLayer({ mediaType: `${OCI}.layer.v1.tar+gzip+encrypted` })],
    [
      'an encrypted foreign layer',
      'ENCRYPTED_LAYER',
      withLayer({ mediaType: `${OCI}.layer.nondistributable.v1.tar+encrypted` }),
    ],
    [
      'a layer of unknown type',
      'LAYER_TYPE_UNKNOWN',
      withLayer({ mediaType: 'application/vnd.in-toto+json' }),
    ],
    [
      'a chart',
      'NOT_AN_IMAGE',
      { ...image, config: { ...config, mediaType: 'application/vnd.cncf.helm.config.v1+json' } },
    ],
    ['neither index nor image', 'NOT_AN_IMAGE', { schemaVersion: 2, blobs: [] }],
    ['index and image at once', 'MANIFEST_INVALID', { ...image, mediaType: undefined, manifests: [entry] }],
    [
      'an image that calls itself an index',
      'MANIFEST_INVALID',
      { ...image, mediaType: `${OCI}.index.v1+json` },
    ],
    [
      'an index that calls itself an image',
      'MANIFEST_INVALID',
      { ...image, config: undefined, layers: undefined, manifests: [] },
    ],
    ['a second "Layers"', 'MANIFEST_INVALID', { ...image, Layers: [] }],
    ['a second "diGest" in a descriptor', 'MANIFEST_INVALID', withLayer({ diGest: A })],
    ['a key with a long s', 'MANIFEST_INVALID', { ...image, layerſ: [] }],
    ['a config without digest', 'MANIFEST_INVALID', { ...image, config: { ...config, digest: undefined } }],
    ['a digest that is a path', 'MANIFEST_INVALID', withLayer({ digest: 'sha256:../../etc/passwd' })],
    ['sha512', 'MANIFEST_INVALID', withLayer({ digest: `sha512:${'a'.repeat(128)}` })],
    ['a negative size', 'MANIFEST_INVALID', withLayer({ size: -1 })],
    ['half a byte', 'MANIFEST_INVALID', withLayer({ size: 0.5 })],
    ['a size as text', 'MANIFEST_INVALID', withLayer({ size: '20' })],
    ['layers that are no list', 'MANIFEST_INVALID', { ...image, layers: {} }],
    ['no layers at all', 'MANIFEST_INVALID', { ...image, layers: undefined }],
    ['too many layers', 'MANIFEST_INVALID', { ...image, layers: Array.from({ length: 1001 }, () => layer) }],
    ['no schema version', 'MANIFEST_INVALID', { ...image, schemaVersion: undefined }],
    ['a version of the future', 'MANIFEST_INVALID', { ...image, schemaVersion: 3 }],
    ['a list', 'MANIFEST_INVALID', [image]],
    ['null', 'MANIFEST_INVALID', null],
  ])('%s', (_name, code, value) => {
    expect(() => parseManifest(json(value), 'the place')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('the place') as string }),
    );
  });

  test.each([
    ['no JSON', Buffer.from('<html>')],
    ['nothing', Buffer.alloc(0)],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]),
    ],
    [
      'JSON nested without end',
      Buffer.from(`{"schemaVersion":2,"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
    ],
  ])('%s', (_name, bytes) => {
    expect(() => parseManifest(bytes, 'x')).toThrow(expect.objectContaining({ code: 'MANIFEST_INVALID' }));
  });

  test('with a hint to convert schema 1', async () => {
    const error = await caught(() => parseManifest(json({ schemaVersion: 1 }), 'x'));
    expect((error as GateError).hint).toContain('skopeo copy');
  });

  test('any JSON, with an error of ours or not at all', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          parseManifest(Buffer.from(text), 'x');
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
        }
      }),
    );
  });

  test('a manifest that was changed in one place, or reads every layer of it', () => {
    const keys = fc.constantFrom('schemaVersion', 'mediaType', 'config', 'layers');
    fc.assert(
      fc.property(keys, fc.jsonValue(), (key, value) => {
        try {
          const read = parseManifest(json({ ...image, [key]: value }), 'x');
          const there = key === 'layers' ? (value as unknown[]).length : 1;
          expect(read).toMatchObject({ kind: 'image', layers: { length: there } });
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
        }
      }),
    );
  });
});

describe('chooseManifest', () => {
  const all = entries('linux/amd64', 'linux/arm/v5', 'linux/arm/v6', 'linux/arm64/v8', 'windows/amd64');

  test.each([
    ['linux/amd64', 'linux/amd64'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64'],
    ['linux/arm64', 'linux/arm64/v8'],
    ['linux/aarch64/8', 'linux/arm64/v8'],
    ['linux/arm64/v9', 'linux/arm64/v8'],
    ['linux/arm', 'linux/arm/v6'],
    ['linux/arm/v7', 'linux/arm/v6'],
    ['linux/arm/v6', 'linux/arm/v6'],
    ['linux/arm/v5', 'linux/arm/v5'],
    ['windows/amd64', 'windows/amd64'],
  ])('for %s takes %s', (wanted, chosen) => {
    expect(chooseManifest(all, parsePlatform(wanted), 'x')).toBe(
      all.find(({ annotations }) => annotations['is'] === chosen),
    );
  });

  test.each([
    ['linux/s390x', ['linux/amd64']],
    ['linux/arm/v6', ['linux/arm/v7']],
    ['linux/arm64', ['linux/arm/v7', 'linux/amd64']],
    ['linux/amd64', ['linux/amd64/v2']],
    ['linux/amd64', ['windows/amd64']],
    ['linux/amd64', ['unknown/unknown']],
    ['linux/amd64', []],
  ])('for %s does not take %j', (wanted, there) => {
    expect(() => chooseManifest(entries(...there), parsePlatform(wanted), 'x')).toThrow(
      expect.objectContaining({ code: 'PLATFORM_NOT_FOUND' }),
    );
  });

  it('names what is there when nothing fits', async () => {
    const error = await caught(() => chooseManifest(all, parsePlatform('linux/s390x'), 'reg/app'));
    expect((error as GateError).message).toBe(
      'reg/app: no image for linux/s390x; it has linux/amd64, linux/arm/v5, linux/arm/v6, linux/arm64/v8, windows/amd64',
    );
  });

  it('takes this machine’s platform, for Linux, when none is asked for', () => {
    const here = { x64: 'amd64', arm64: 'arm64' }[process.arch as 'x64' | 'arm64'];
    expect(chooseManifest(all, null, 'x').platform).toMatchObject({ os: 'linux', architecture: here });
  });

  it('takes the only image, whatever its platform, when none is asked for', () => {
    const [only] = entries('linux/riscv64');
    expect(chooseManifest([only as IndexEntry], null, 'x')).toBe(only);
  });

  it('takes the only image without a platform, for its configuration tells', () => {
    const [only] = entries(null);
    expect(chooseManifest([only as IndexEntry], parsePlatform('linux/s390x'), 'x')).toBe(only);
  });

  it('does not guess between several without a platform', () => {
    expect(() => chooseManifest(entries(null, null), null, 'x')).toThrow(/one without a platform/u);
  });

  it('ignores attestations and artifacts', () => {
    const [only, attestation, artifact, typed] = entries(
      'linux/amd64',
      'linux/amd64',
      'linux/amd64',
      'linux/amd64',
    );
    const others = [
      {
        ...(attestation as IndexEntry),
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      },
      { ...(artifact as IndexEntry), artifactType: 'application/spdx+json' },
      { ...(typed as IndexEntry), mediaType: 'application/vnd.oci.artifact.manifest.v1+json' },
      ...entries('unknown/unknown'),
    ];
    expect(chooseManifest([...others, only as IndexEntry], null, 'x')).toBe(only);
    expect(() => chooseManifest(others, null, 'x')).toThrow(/no image at all/u);
  });

  it('takes the first of equals, as Docker does', () => {
    const [first, second] = entries('linux/amd64', 'linux/amd64');
    expect(
      chooseManifest([first as IndexEntry, second as IndexEntry], parsePlatform('linux/amd64'), 'x'),
    ).toBe(first);
  });

  it('follows an index inside an index', () => {
    const [nested] = entries('linux/amd64');
    const index = { ...(nested as IndexEntry), mediaType: `${OCI}.index.v1+json` };
    expect(chooseManifest([index], parsePlatform('linux/amd64'), 'x')).toBe(index);
  });

  it('shows hostile platform names harmless', async () => {
    const error = await caught(() =>
      chooseManifest(entries('linux/\u001b[31m\n'), parsePlatform('linux/amd64'), 'x'),
    );
    expect((error as GateError).message).toContain('\\u{1b}[31m\\u{a}');
  });
});

const BUSYBOX = 'images/busybox-musl-multiarch.oci';

describe.skipIf(!hasSharedData(BUSYBOX))('a real multi-platform layout', () => {
  const read = (path: string): Buffer => readFileSync(resolve(SHARED_DATA, BUSYBOX, path));
  const blob = (digest: string): Buffer => read(`blobs/sha256/${digest.slice(7)}`);

  test.each(['linux/amd64', 'linux/arm64/v8', 'linux/arm/v7'])('has an image for %s', (platform) => {
    const outer = parseManifest(read('index.json'), 'index.json');
    if (outer.kind !== 'index') throw new Error('no index');
    const inner = parseManifest(blob(chooseManifest(outer.manifests, null, 'x').digest), 'x');
    if (inner.kind !== 'index') throw new Error('no index');
    const chosen = chooseManifest(inner.manifests, parsePlatform(platform), 'x');
    expect(parseManifest(blob(chosen.digest), 'x')).toMatchObject({ kind: 'image', layers: { length: 1 } });
  });
});

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function entries(...platforms: readonly (string | null)[]): IndexEntry[] {
  return platforms.map((text, n) => {
    const [os = '', architecture = '', variant = null] = text?.split('/') ?? [];
    return {
      mediaType: `${OCI}.manifest.v1+json`,
      digest: `sha256:${String(n).padStart(64, '0')}`,
      size: 1,
      platform: text === null ? null : { os, architecture, variant },
      artifactType: null,
      annotations: { is: text ?? '' },
    };
  });
}
