import { describe, expect, it } from 'vitest';

import { newVerifyContext } from '../../src/checks/signatures/context.ts';
import { SourceError } from '../../src/model/errors.ts';
import { discoverEvidence } from '../../src/verify-command/discover.ts';
import { startServer } from '../support/http-server.ts';
import { registryOptions } from '../support/registry-options.ts';
import {
  BUNDLE_TYPE,
  keylessBundle,
  keylessLayer,
  SIGN_PREDICATE,
  simpleSigningText,
} from '../support/sigstore-evidence.ts';
import { startSigstore, TEST_IDENTITY } from '../support/sigstore-services.ts';
import { sha256Of } from '../support/tar.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const EMPTY = Buffer.from('{}');
const IMAGE = { mediaType: MANIFEST, digest: sha256Of(Buffer.from('image')), size: 5 };

interface Store {
  readonly manifests: Map<string, Buffer>;
  readonly blobs: Map<string, Buffer>;
  readonly referrers: object[];
}

function store(): Store {
  return {
    manifests: new Map(),
    blobs: new Map([[sha256Of(EMPTY), EMPTY]]),
    referrers: [],
  };
}

interface LayerOf {
  readonly type: string;
  readonly bytes: Buffer;
  readonly annotations?: Readonly<Record<string, string>>;
}

function manifestOf(to: Store, layer: LayerOf, extra: object): Buffer {
  const { type: mediaType, bytes, annotations = {} } = layer;
  to.blobs.set(sha256Of(bytes), bytes);
  const config = { mediaType: 'application/vnd.oci.empty.v1+json', digest: sha256Of(EMPTY), size: 2 };
  const layers = [{ mediaType, digest: sha256Of(bytes), size: bytes.length, annotations }];
  const manifest = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers, ...extra }),
  );
  to.manifests.set(sha256Of(manifest), manifest);
  return manifest;
}

function tagged(to: Store, suffix: string, layer: LayerOf): void {
  to.manifests.set(`${IMAGE.digest.replace(':', '-')}.${suffix}`, manifestOf(to, layer, {}));
}

function referring(to: Store, artifactType: string, layer: LayerOf): string {
  const bytes = manifestOf(to, layer, { artifactType, subject: IMAGE });
  const digest = sha256Of(bytes);
  to.referrers.push({ mediaType: MANIFEST, artifactType, digest, size: bytes.length });
  return digest;
}

async function discover({ manifests, blobs, referrers }: Store, fails = false) {
  const { host } = await startServer(({ path }, response) => {
    const [, kind, name = ''] = /^\/v2\/app\/(manifests|blobs|referrers)\/([^?]+)/u.exec(path) ?? [];
    if (fails && kind === 'referrers') return response.writeHead(403).end();
    if (kind === 'referrers') {
      response.writeHead(200, { 'content-type': INDEX });
      return response.end(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: referrers }));
    }
    const bytes = kind === undefined ? EMPTY : (kind === 'blobs' ? blobs : manifests).get(name);
    if (bytes === undefined) return response.writeHead(404).end();
    return response
      .writeHead(200, { 'content-type': kind === 'manifests' ? MANIFEST : 'text/plain' })
      .end(bytes);
  });
  const { reference, ...options } = registryOptions(`${host}/app:1`);
  const world = { ...options, now: new Date(), cacheDir: null, githubToken: null };
  const context = newVerifyContext({ ...world, githubApiUrl: 'http://127.0.0.1:1' }, () => undefined);
  const found = await discoverEvidence({ reference, descriptors: [IMAGE] }, context);
  return found.map(({ place, ...rest }) => ({ ...rest, place: place.replace(host, 'registry') }));
}

const KNOWN_NOTHING = { signer: null, signedAt: null, log: null, predicateType: null, opinions: [] };

describe('what lies beside an image', () => {
  it('is nothing when there is nothing', async () => {
    expect(await discover(store())).toEqual([]);
  });

  it('is every cosign signature, bundle and Notation signature, each with nobody that accepts it', async () => {
    const to = store();
    const annotations = { 'dev.cosignproject.cosign/signature': 'AAAA' };
    const signing = 'application/vnd.dev.cosign.simplesigning.v1+json';
    tagged(to, 'sig', { type: signing, bytes: Buffer.from('{"a":1}'), annotations });
    const bundle = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    const broken = referring(to, bundle, { type: bundle, bytes: Buffer.from('no bundle') });
    const notation = referring(to, 'application/vnd.cncf.notary.signature', {
      type: 'application/jose+json',
      bytes: Buffer.from('x'),
    });
    referring(to, 'application/vnd.example.other', { type: 'text/plain', bytes: Buffer.from('y') });
    const found = await discover(to);
    expect(found.map(({ kind }) => kind)).toEqual([
      'cosign-signature',
      'sigstore-bundle',
      'notation-signature',
    ]);
    expect(found.slice(1)).toEqual([
      { ...KNOWN_NOTHING, kind: 'sigstore-bundle', place: `registry/app@${broken}` },
      { ...KNOWN_NOTHING, kind: 'notation-signature', place: `registry/app@${notation}` },
    ]);
  });

  it('is told with what an attestation states', async () => {
    const to = store();
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'app', digest: { sha256: 'a' } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {},
    };
    const envelope = {
      payloadType: 'application/vnd.in-toto+json',
      payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
      signatures: [{ sig: 'AAAA' }],
    };
    const bytes = Buffer.from(JSON.stringify(envelope));
    tagged(to, 'att', { type: 'application/vnd.dsse.envelope.v1+json', bytes });
    const [found] = await discover(to);
    expect(found).toMatchObject({
      kind: 'cosign-attestation',
      predicateType: 'https://slsa.dev/provenance/v1',
      signer: null,
    });
  });

  it('is told with who says to have signed it, which nothing vouches for', async () => {
    const services = await startSigstore();
    const to = store();
    const bundle = await keylessBundle(services, [IMAGE.digest]);
    referring(to, BUNDLE_TYPE, { type: BUNDLE_TYPE, bytes: Buffer.from(JSON.stringify(bundle)) });
    const layer = await keylessLayer(services, simpleSigningText(IMAGE.digest));
    tagged(to, 'sig', { type: layer.mediaType, ...layer });
    expect(await discover(to)).toMatchObject([
      {
        kind: 'cosign-signature',
        signer: TEST_IDENTITY.subject,
        signedAt: null,
        log: null,
        predicateType: null,
      },
      { kind: 'sigstore-bundle', signer: TEST_IDENTITY.subject, predicateType: SIGN_PREDICATE, opinions: [] },
    ]);
  });

  it('is listed without its signer when the certificate cannot be read', async () => {
    const to = store();
    const bundle = await keylessBundle(await startSigstore(), [IMAGE.digest]);
    bundle.verificationMaterial.certificate = { rawBytes: 'AAAA' };
    referring(to, BUNDLE_TYPE, { type: BUNDLE_TYPE, bytes: Buffer.from(JSON.stringify(bundle)) });
    expect(await discover(to)).toMatchObject([{ kind: 'sigstore-bundle', signer: null }]);
  });

  it('is not nothing when the registry does not say: it is an error', async () => {
    await expect(discover(store(), true)).rejects.toThrow(SourceError);
  });
});
