import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyKey } from '../../../../src/checks/signatures/sigstore/verify-key.ts';
import { aKeyAuthority } from '../../../support/a-trust-rule.ts';
import { makeImage, ociBlobs } from '../../../support/oci.ts';
import { pushImage } from '../../../support/push.ts';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import {
  ANNOTATION,
  ecKeys,
  envelopeOf,
  keyBundle,
  keyLayer,
  keylessLayer,
  simpleSigningText,
  statementText,
  withPem,
} from '../../../support/sigstore-evidence.ts';
import type { BundleJson, SigningKeys } from '../../../support/sigstore-evidence.ts';
import { pushBundles, pushLayers, pushReferrers } from '../../../support/sigstore-push.ts';
import {
  codesOf,
  rootChoice,
  targetOf,
  unsignedImage,
  verifyByKey,
} from '../../../support/sigstore-scene.ts';
import { startSigstore } from '../../../support/sigstore-services.ts';
import { verifyContext } from '../../../support/verify-context.ts';

const keys = ecKeys();

describe.skipIf(!needs('docker-registry'))('signatures by a key', () => {
  let registry: TestRegistry;

  beforeAll(async () => {
    registry = await startRegistry();
  });

  afterAll(() => registry.stop());

  it('finds nothing beside an image that nobody signed', async () => {
    expect(await verifyByKey(await unsignedImage(registry), [keys])).toStrictEqual([]);
  });

  it('accepts what cosign 2 makes without a log, and says which key it was', async () => {
    const place = await unsignedImage(registry);
    const { digest } = await pushLayers(place, 'sig', [
      keyLayer(keys.privateKey, simpleSigningText(place.image.digest)),
    ]);
    expect(await verifyByKey(place, [ecKeys(), keys])).toStrictEqual([
      {
        kind: 'cosign-signature',
        place: `${registry.host}/${place.repository}@${digest}`,
        signer: 'key 2',
        signedAt: null,
        log: null,
        statement: null,
        refusal: null,
      },
    ]);
  });

  it.each([
    ['ECDSA P-384 with SHA-384', ecKeys('P-384'), 'sha384'],
    ['ECDSA P-384 with SHA-256', ecKeys('P-384'), 'sha256'],
    ['ECDSA P-521 with SHA-512', ecKeys('P-521'), 'sha512'],
    ['RSA', withPem(generateKeyPairSync('rsa', { modulusLength: 2048 })), 'sha256'],
    ['Ed25519', withPem(generateKeyPairSync('ed25519')), 'none'],
  ])('accepts %s', async (_, own: SigningKeys, hash) => {
    const place = await unsignedImage(registry);
    await pushLayers(place, 'sig', [keyLayer(own.privateKey, simpleSigningText(place.image.digest), hash)]);
    expect(codesOf(await verifyByKey(place, [own]))).toStrictEqual([null]);
  });

  it('judges each layer by itself, and says which it was', async () => {
    const place = await unsignedImage(registry);
    const text = simpleSigningText(place.image.digest);
    await pushLayers(place, 'sig', [keyLayer(ecKeys().privateKey, text), keyLayer(keys.privateKey, text)]);
    const judged = await verifyByKey(place, [keys]);
    expect(codesOf(judged)).toStrictEqual(['SIGSTORE_KEY_OTHER', null]);
    expect(judged.map(({ place: where }) => where.slice(-8))).toStrictEqual([' layer 1', ' layer 2']);
  });

  it('accepts a bundle, an attestation, and the referrers that cosign makes of both', async () => {
    const place = await unsignedImage(registry);
    const { digest } = place.image;
    const statement = statementText([digest], {
      predicateType: 'https://example.com/v1',
      predicate: { ok: true },
    });
    const attestation = {
      mediaType: 'application/vnd.dsse.envelope.v1+json',
      bytes: Buffer.from(JSON.stringify(envelopeOf(statement, keys.privateKey))),
      annotations: { [ANNOTATION.signature]: '' },
    };
    await pushLayers(place, 'att', [attestation]);
    const signature = keyLayer(keys.privateKey, simpleSigningText(digest));
    await pushReferrers(place, [
      { artifactType: 'application/vnd.dev.cosign.artifact.sig.v1+json', layers: [signature] },
      { artifactType: 'application/vnd.in-toto+json', layers: [attestation] },
    ]);
    const judged = await verifyByKey(place, [keys]);
    expect(judged.map(({ kind, refusal }) => [kind, refusal])).toStrictEqual([
      ['cosign-attestation', null],
      ['cosign-signature', null],
      ['cosign-attestation', null],
    ]);
    expect(judged[0]?.statement).toStrictEqual({
      predicateType: 'https://example.com/v1',
      predicate: { ok: true },
    });
  });

  it.each([
    'application/vnd.dev.sigstore.bundle.v0.3+json',
    'application/vnd.dev.sigstore.bundle+json;version=0.3',
    'application/vnd.dev.sigstore.bundle+json;version=0.2',
    'application/vnd.dev.sigstore.bundle+json;version=0.1',
  ])('accepts bundles of type %s', async (mediaType) => {
    const place = await unsignedImage(registry);
    const bundle = await keyBundle(keys, statementText([place.image.digest]));
    await pushBundles(place, [{ ...bundle, mediaType }], mediaType);
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual([null]);
  });

  it('accepts a bundle that signs the bytes of the manifest', async () => {
    const place = await unsignedImage(registry);
    const manifest = await fetchManifest(place.registry, place.repository, place.image.digest);
    const layer = keyLayer(keys.privateKey, manifest);
    const bundle: BundleJson = {
      ...(await keyBundle(keys, statementText([place.image.digest]))),
      messageSignature: {
        messageDigest: { algorithm: 'SHA2_256', digest: digestBytes(place.image.digest) },
        signature: layer.annotations[ANNOTATION.signature] ?? '',
      },
    };
    delete bundle.dsseEnvelope;
    await pushBundles(place, [bundle]);
    expect(codesOf(await verifyByKey(place, [keys]))).toStrictEqual([null]);
  });

  it('accepts a signature of the index that the image was chosen from', async () => {
    const place = await unsignedImage(registry);
    const outer = await unsignedImage(registry);
    await pushLayers({ ...place, image: outer.image }, 'sig', [
      keyLayer(keys.privateKey, simpleSigningText(outer.image.digest)),
    ]);
    const authority = aKeyAuthority({ keys: [{ name: 'key', pem: keys.pem }] });
    const { reference } = targetOf(place);
    const target = { reference, descriptors: [outer.image, place.image] };
    expect(codesOf(await verifyKey(authority, target, verifyContext()))).toStrictEqual([null]);
  });

  it('wants annotations in what was signed: in the payload, or with the subject of a statement', async () => {
    const place = await unsignedImage(registry);
    const { digest } = place.image;
    const subject = [{ digest: { sha256: digest.slice(7) }, annotations: { env: 'prod' } }];
    await pushLayers(place, 'sig', [
      keyLayer(keys.privateKey, simpleSigningText(digest, { optional: { env: 'prod', team: 'a' } })),
      keyLayer(keys.privateKey, simpleSigningText(digest, { optional: { env: 'test' } })),
    ]);
    await pushBundles(place, [
      await keyBundle(keys, statementText([], { subject })),
      await keyBundle(keys, statementText([digest])),
    ]);
    const judged = await verifyByKey(place, [keys], { annotations: { env: 'prod' } });
    const unmet = 'SIGSTORE_ANNOTATION_UNMET';
    expect(codesOf(judged)).toStrictEqual([null, unmet, null, unmet]);
  });

  it('takes a log entry where the authority wants one, and the trusted root that knows the log', async () => {
    const place = await unsignedImage(registry);
    const services = await startSigstore();
    await pushBundles(place, [await keyBundle(keys, statementText([place.image.digest]), services)]);
    const required = { transparencyLog: 'required' } as const;
    const [judged] = await verifyByKey(place, [keys], { ...required, trustedRoot: rootChoice(services) });
    expect(judged).toMatchObject({ refusal: null, signedAt: services.signedAt.toISOString() });
    const embedded = await verifyByKey(place, [keys], { trustedRoot: { kind: 'embedded' } });
    expect(codesOf(embedded)).toStrictEqual(['SIGSTORE_LOG_UNTRUSTED']);
  });

  it('refreshes the public trusted root where the policy names none', async () => {
    const place = await unsignedImage(registry);
    const services = await startSigstore();
    await pushBundles(place, [await keyBundle(keys, statementText([place.image.digest]), services)]);
    const notes: string[] = [];
    const context = verifyContext({ env: { TUF_MIRROR: 'http://127.0.0.1:1' } }, notes);
    const authority = aKeyAuthority({ keys: [{ name: 'key', pem: keys.pem }] });
    expect(codesOf(await verifyKey(authority, targetOf(place), context))).toStrictEqual([
      'SIGSTORE_LOG_UNTRUSTED',
    ]);
    expect(notes).toStrictEqual([expect.stringContaining('could not be refreshed')]);
  });

  it('says whom a certificate names that is not asked for', async () => {
    const place = await unsignedImage(registry);
    const services = await startSigstore();
    await pushLayers(place, 'sig', [await keylessLayer(services, simpleSigningText(place.image.digest))]);
    const [judged] = await verifyByKey(place, [keys], { trustedRoot: rootChoice(services) });
    expect(judged).toMatchObject({ refusal: { code: 'SIGSTORE_KEY_OTHER' }, signedAt: null });
    expect(judged?.signer).toMatch(/^https:\/\/github\.com\/acme/u);
  });

  describe('in another repository', () => {
    it('looks where the authority or COSIGN_REPOSITORY says, and there alone', async () => {
      const place = await unsignedImage(registry);
      const apart = { ...place, repository: `${place.repository}/signatures` };
      await pushImage(
        registry,
        { repository: apart.repository, tag: 'x' },
        ociBlobs(makeImage({ layers: [{}] })),
      );
      await pushLayers(apart, 'sig', [keyLayer(keys.privateKey, simpleSigningText(place.image.digest))]);
      const repository = `${registry.host}/${apart.repository}`;
      expect(codesOf(await verifyByKey(place, [keys], { repository }))).toStrictEqual([null]);
      expect(await verifyByKey(place, [keys])).toStrictEqual([]);
      const authority = aKeyAuthority({ keys: [{ name: 'key', pem: keys.pem }] });
      const context = verifyContext({ env: { COSIGN_REPOSITORY: repository } });
      expect(codesOf(await verifyKey(authority, targetOf(place), context))).toStrictEqual([null]);
    });

    it('does not take an empty COSIGN_REPOSITORY for one', async () => {
      const place = await unsignedImage(registry);
      const context = verifyContext({ env: { COSIGN_REPOSITORY: '' } });
      expect(await verifyKey(aKeyAuthority(), targetOf(place), context)).toStrictEqual([]);
    });

    it.each(['not a repository', 'ghcr.io/acme/app:1', `ghcr.io/acme/app@sha256:${'0'.repeat(64)}`])(
      'refuses %s',
      async (repository) => {
        const place = await unsignedImage(registry);
        await expect(verifyByKey(place, [keys], { repository })).rejects.toMatchObject({
          code: 'COSIGN_REPOSITORY_INVALID',
        });
      },
    );
  });

  it('asks the registry once for all authorities of an image', async () => {
    const place = await unsignedImage(registry);
    const context = verifyContext();
    await verifyKey(aKeyAuthority(), targetOf(place), context);
    await pushLayers(place, 'sig', [keyLayer(keys.privateKey, simpleSigningText(place.image.digest))]);
    expect(await verifyKey(aKeyAuthority(), targetOf(place), context)).toStrictEqual([]);
    expect(await verifyKey(aKeyAuthority(), targetOf(place), verifyContext())).toHaveLength(1);
  });
});

async function fetchManifest({ url }: TestRegistry, repository: string, digest: string): Promise<string> {
  const accept = 'application/vnd.oci.image.manifest.v1+json';
  return (await fetch(`${url}/v2/${repository}/manifests/${digest}`, { headers: { accept } })).text();
}

function digestBytes(digest: string): string {
  return Buffer.from(digest.slice(7), 'hex').toString('base64');
}
