import { verifyKeyless } from '../../../../src/checks/signatures/sigstore/verify-keyless.ts';
import { verifyContext } from '../../../support/verify-context.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestRegistry } from '../../../support/registry.ts';
import { startRegistry } from '../../../support/registry.ts';
import { needs } from '../../../support/services.ts';
import {
  dsse2Body,
  envelopeOf,
  hashedrekord2Body,
  intoto1Body,
  intoto2Body,
  keylessAttestation,
  keylessBundle,
  keylessLayer,
  keylessSigner,
  pae,
  signatureOf,
  simpleSigningText,
  stampJson,
  statementText,
  BUNDLE_TYPE,
  IN_TOTO,
} from '../../../support/sigstore-evidence.ts';
import { pushBundles, pushLayers } from '../../../support/sigstore-push.ts';
import {
  aKeylessAuthority,
  codesOf,
  targetOf,
  unsignedImage,
  verifyByIdentity,
} from '../../../support/sigstore-scene.ts';
import type { SigstoreServices } from '../../../support/sigstore-services.ts';
import { TEST_IDENTITY, startSigstore } from '../../../support/sigstore-services.ts';

describe.skipIf(!needs('docker-registry'))('keyless signatures', () => {
  let registry: TestRegistry;
  let services: SigstoreServices;

  beforeAll(async () => {
    registry = await startRegistry();
    services = await startSigstore();
  });

  afterAll(() => registry.stop());

  it('accepts what cosign 1 and 2 put under the tag of signatures', async () => {
    const place = await unsignedImage(registry);
    const { digest } = await pushLayers(place, 'sig', [
      await keylessLayer(services, simpleSigningText(place.image.digest)),
    ]);
    expect(await verifyByIdentity(place, services)).toStrictEqual([
      {
        kind: 'cosign-signature',
        place: `${registry.host}/${place.repository}@${digest}`,
        signer: TEST_IDENTITY.subject,
        signedAt: services.signedAt.toISOString(),
        log: expect.stringMatching(/^rekor\.test \d+$/u),
        statement: null,
        refusal: null,
      },
    ]);
  });

  it('accepts a bundle with a statement', async () => {
    const place = await unsignedImage(registry);
    await pushBundles(place, [await keylessBundle(services, [place.image.digest])]);
    const [judged] = await verifyByIdentity(place, services);
    expect(judged).toMatchObject({
      kind: 'sigstore-bundle',
      signer: TEST_IDENTITY.subject,
      signedAt: services.signedAt.toISOString(),
      statement: { predicateType: 'https://sigstore.dev/cosign/sign/v1', predicate: {} },
      refusal: null,
    });
  });

  it.each([
    ['dsse', undefined],
    ['intoto 0.0.1', intoto1Body],
    ['intoto 0.0.2', intoto2Body],
  ])('accepts an attestation under the tag of attestations that was logged as %s', async (_, body) => {
    const place = await unsignedImage(registry);
    await pushLayers(place, 'att', [
      await keylessAttestation(services, statementText([place.image.digest]), body),
    ]);
    expect(codesOf(await verifyByIdentity(place, services))).toStrictEqual([null]);
  });

  it.each(['hashedrekord', 'dsse'])('accepts an entry of Rekor 2 with a time stamp: %s', async (kind) => {
    const place = await unsignedImage(registry);
    const { keys, certificate } = await keylessSigner(services);
    const rawBytes = certificate.toString('base64');
    const envelope = envelopeOf(statementText([place.image.digest]), keys.privateKey);
    const signature = signatureOf(envelope);
    const signed = pae(IN_TOTO, Buffer.from(envelope.payload, 'base64'));
    const verifier = { x509Certificate: { rawBytes } };
    const body =
      kind === 'dsse'
        ? dsse2Body(envelope, verifier)
        : hashedrekord2Body(signed, signature.toString('base64'), verifier);
    const { inclusionPromise: _, ...entry } = await services.log(body);
    const verificationMaterial = {
      certificate: { rawBytes },
      tlogEntries: [entry],
      timestampVerificationData: { rfc3161Timestamps: [await stampJson(services, signature)] },
    };
    await pushBundles(place, [{ mediaType: BUNDLE_TYPE, verificationMaterial, dsseEnvelope: envelope }]);
    const [judged] = await verifyByIdentity(place, services);
    expect(judged).toMatchObject({ refusal: null, log: 'rekor.test 0' });
  });

  it('refreshes the public trusted root where the policy names none', async () => {
    const place = await unsignedImage(registry);
    await pushBundles(place, [await keylessBundle(services, [place.image.digest])]);
    const notes: string[] = [];
    const context = verifyContext({ env: { TUF_MIRROR: 'http://127.0.0.1:1' } }, notes);
    expect(codesOf(await verifyKeyless(aKeylessAuthority(), targetOf(place), context))).toStrictEqual([
      'SIGSTORE_LOG_UNTRUSTED',
    ]);
    expect(notes).toStrictEqual([expect.stringContaining('could not be refreshed')]);
  });
});
