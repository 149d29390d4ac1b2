import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyKey } from '../../../../src/checks/signatures/sigstore/verify-key.ts';
import type { Judged } from '../../../../src/checks/signatures/judged.ts';
import { aKeyAuthority } from '../../../support/a-trust-rule.ts';
import { serveBytes, startFakeRegistry } from '../../../support/fake-registry.ts';
import type { SeenRequest } from '../../../support/http-server.ts';
import { makeImage, ociBlobs } from '../../../support/oci.ts';
import { pushManifest } from '../../../support/push.ts';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import {
  BUNDLE_TYPE,
  SIMPLE_SIGNING,
  ecKeys,
  keyBundle,
  keyLayer,
  simpleSigningText,
  statementText,
} from '../../../support/sigstore-evidence.ts';
import { pushBundles, pushLayers, pushReferrers } from '../../../support/sigstore-push.ts';
import { codesOf, unsignedImage, verifyByKey } from '../../../support/sigstore-scene.ts';
import { sha256Of } from '../../../support/tar.ts';
import { verifyContext } from '../../../support/verify-context.ts';

const keys = ecKeys();
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const SBOM = { mediaType: 'application/spdx+json', bytes: Buffer.from('{"SPDXID":"x"}'), annotations: {} };

describe.skipIf(!needs('docker-registry'))('what lies beside an image in a registry', () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.stop());

  it('tells of an SBOM that nobody signed, and does not count it', async () => {
    const place = await unsignedImage(registry);
    await pushLayers(place, 'sbom', [SBOM]);
    await pushReferrers(place, [
      { artifactType: 'application/vnd.dev.cosign.artifact.sbom.v1+json', layers: [SBOM] },
      {
        artifactType: 'application/vnd.in-toto+json',
        layers: [{ ...SBOM, mediaType: 'application/vnd.in-toto+json' }],
      },
    ]);
    const unsigned = 'SIGSTORE_UNSIGNED';
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual([unsigned, unsigned, unsigned]);
  });

  it('does not take an SBOM for signed because it lies under the tag of signatures', async () => {
    const place = await unsignedImage(registry);
    const signature = keyLayer(keys.privateKey, simpleSigningText(place.image.digest));
    await pushLayers(place, 'sig', [{ ...SBOM, annotations: signature.annotations }]);
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual(['SIGSTORE_UNSIGNED']);
  });

  it('leaves other referrers alone', async () => {
    const place = await unsignedImage(registry);
    await pushReferrers(place, [{ artifactType: 'application/vnd.example.report', layers: [SBOM] }]);
    expect(await verifyByKey(place, [keys])).toStrictEqual([]);
  });

  it('tells of a list of referrers that lies, beside a good signature', async () => {
    const place = await unsignedImage(registry);
    const { image: subject } = await unsignedImage(registry);
    const bundle = JSON.stringify(await keyBundle(keys, statementText([place.image.digest])));
    const layers = [{ mediaType: BUNDLE_TYPE, bytes: Buffer.from(bundle), annotations: {} }];
    await pushReferrers(place, [
      { artifactType: BUNDLE_TYPE, layers },
      { artifactType: BUNDLE_TYPE, layers, subject },
      { artifactType: BUNDLE_TYPE, layers, subject: null },
    ]);
    const codes = codesOf(await verifyByKey(place, [keys]));
    expect(codes).toHaveLength(3);
    expect(codes.filter((code) => code === 'SIGSTORE_REFERRER_FALSE')).toHaveLength(2);
    expect(codes).toContain(null);
  });

  it.each([0, 2])('refuses the manifest of a bundle with %d layers', async (count) => {
    const place = await unsignedImage(registry);
    const bundle = JSON.stringify(await keyBundle(keys, statementText([place.image.digest])));
    const layer = { mediaType: BUNDLE_TYPE, bytes: Buffer.from(bundle), annotations: {} };
    await pushReferrers(place, [
      { artifactType: BUNDLE_TYPE, layers: Array.from({ length: count }, () => layer) },
    ]);
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual(['SIGSTORE_MANIFEST_INVALID']);
  });

  it('refuses an index under the tag of signatures, and takes the bundle', async () => {
    const place = await unsignedImage(registry);
    const mediaType = 'application/vnd.oci.image.index.v1+json';
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests: [] }));
    const tag = `${place.image.digest.replace(':', '-')}.sig`;
    await pushManifest(registry, { repository: place.repository, tag }, { bytes, mediaType });
    await pushBundles(place, [await keyBundle(keys, statementText([place.image.digest]))]);
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual(['SIGSTORE_MANIFEST_INVALID', null]);
  });
});

describe('a registry that does as it likes', () => {
  const image = ociBlobs(makeImage({ layers: [{}] }));
  const { digest } = image.descriptor;
  const payload = Buffer.from(simpleSigningText(digest));
  const good = keyLayer(keys.privateKey, payload.toString());

  it('accepts a signature from it when it behaves', async () => {
    expect(codesOf(await verifyServed([layerOf(payload)]))).toStrictEqual([null]);
  });

  it('refuses a signature that is not there', async () => {
    const codes = codesOf(await verifyServed([layerOf(payload), layerOf(Buffer.from('gone'))]));
    expect(codes).toStrictEqual([null, 'SIGSTORE_BLOB_MISSING']);
  });

  it('refuses other bytes than the manifest names', async () => {
    const served = new Map([[sha256Of(payload), Buffer.from(payload.toString().replace('app', 'abc'))]]);
    expect(codesOf(await verifyServed([layerOf(payload)], served))).toStrictEqual(['SIGSTORE_BLOB_CHANGED']);
  });

  it('does not fetch a signature of 1 GiB', async () => {
    const huge = { ...layerOf(Buffer.from('huge')), size: 2 ** 30 };
    expect(codesOf(await verifyServed([layerOf(payload), huge]))).toStrictEqual([null, 'SIGSTORE_TOO_LARGE']);
  });

  it('does not fetch more than is read in all', async () => {
    const large = { ...layerOf(Buffer.from('large')), size: 2 ** 24 };
    const codes = codesOf(await verifyServed(Array.from({ length: 18 }, () => large)));
    expect(new Set(codes.slice(0, 16))).toStrictEqual(new Set(['SIGSTORE_BLOB_MISSING']));
    expect(codes.slice(16)).toStrictEqual(['SIGSTORE_TOO_LARGE', 'SIGSTORE_TOO_LARGE']);
  });

  it('does not read a manifest of 1 GiB', async () => {
    let sent = 0;
    const judged = await verifyAt((request, response) => {
      if (!request.path.endsWith('.sig')) return false;
      response.writeHead(200, { 'content-type': MANIFEST, 'content-length': 2 ** 30 });
      const more = (): void => {
        while (sent < 2 ** 30 && response.write(Buffer.alloc(2 ** 16, ' '))) sent += 2 ** 16;
      };
      response.on('drain', more);
      more();
      return true;
    });
    expect(codesOf(judged)).toStrictEqual(['SIGSTORE_TOO_LARGE']);
    expect(sent).toBeLessThan(2 ** 28);
  });

  it('refuses a manifest that is another than the registry says', async () => {
    const judged = await verifyAt((request, response) => {
      if (!request.path.endsWith('.sig')) return false;
      const headers = { 'content-type': MANIFEST, 'docker-content-digest': digest };
      response.writeHead(200, headers).end(manifestOf([layerOf(payload)]));
      return true;
    });
    expect(codesOf(judged)).toStrictEqual(['SIGSTORE_BLOB_CHANGED']);
  });

  it.each(['.sig', '.att', '.sbom', `/referrers/${digest}`, `/blobs/${sha256Of(payload)}`])(
    'does not say that nothing was found when it may not ask for %s',
    async (path) => {
      const asked = verifyAt((request, response) => {
        if (request.path.endsWith(path)) response.writeHead(403).end();
        else if (request.path.endsWith('.sig'))
          response.writeHead(200, { 'content-type': MANIFEST }).end(manifestOf([layerOf(payload)]));
        else return false;
        return true;
      });
      await expect(asked).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
    },
  );

  it('hands on that it was told to stop', async () => {
    const reason = new Error('stopped');
    const stop = new AbortController();
    const asked = verifyAt((request, response) => {
      if (!request.path.endsWith('.sig')) return false;
      stop.abort(reason);
      response.destroy();
      return true;
    }, stop.signal);
    await expect(asked).rejects.toBe(reason);
  });

  function layerOf(bytes: Buffer): { mediaType: string; digest: string; size: number; annotations: object } {
    const { annotations } = good;
    return { mediaType: SIMPLE_SIGNING, digest: sha256Of(bytes), size: bytes.length, annotations };
  }

  function manifestOf(layers: readonly object[]): Buffer {
    const config = {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: sha256Of(Buffer.from('{}')),
      size: 2,
    };
    return Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers }));
  }

  function verifyServed(
    layers: readonly object[],
    blobs: ReadonlyMap<string, Buffer> = new Map([[sha256Of(payload), payload]]),
  ): Promise<readonly Judged[]> {
    return verifyAt((request, response) => {
      const blob = blobs.get(request.path.split('/blobs/')[1] ?? '');
      if (blob !== undefined) serveBytes(request, response, { bytes: blob });
      else if (!request.path.endsWith('.sig')) return false;
      else response.writeHead(200, { 'content-type': MANIFEST }).end(manifestOf(layers));
      return true;
    });
  }

  async function verifyAt(
    intercept: (request: SeenRequest, response: ServerResponse) => boolean,
    signal = new AbortController().signal,
  ): Promise<readonly Judged[]> {
    const { host } = await startFakeRegistry(image, intercept);
    const reference = { registry: host, repository: 'app', tag: 'latest', digest: null };
    const descriptors = [{ mediaType: MANIFEST, digest, size: image.manifest.length }];
    const authority = aKeyAuthority({ keys: [{ name: 'key', pem: keys.pem }] });
    return verifyKey(authority, { reference, descriptors }, verifyContext({ signal }));
  }
});
