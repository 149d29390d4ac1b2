import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Judged, TrustTarget } from '../../../../src/checks/signatures/judged.ts';
import { verifyKey } from '../../../../src/checks/signatures/sigstore/verify-key.ts';
import { verifyKeyless } from '../../../../src/checks/signatures/sigstore/verify-keyless.ts';
import type { KeyAuthority, KeylessAuthority } from '../../../../src/model/trust.ts';
import { aKeyAuthority } from '../../../support/a-trust-rule.ts';
import { startLayoutRegistry } from '../../../support/layout-registry.ts';
import { ecKeys } from '../../../support/sigstore-evidence.ts';
import { aKeylessAuthority, codesOf, rootChoice } from '../../../support/sigstore-scene.ts';
import { TEST_IDENTITY, startSigstore } from '../../../support/sigstore-services.ts';
import { verifyContext } from '../../../support/verify-context.ts';

// Signed by cosign 3.1.3: see scripts/interop/cosign.ts.
const FOLDER = 'test/fixtures/signatures/cosign';
const images = JSON.parse(read('images.json')) as Record<string, string>;
const trustedRoot = rootChoice({ rootText: read('trusted_root.json') });
const SIGN = 'https://sigstore.dev/cosign/sign/v1';
const PROVENANCE = 'https://slsa.dev/provenance/v1';

const PLAIN = [
  ['tag-signature', 'cosign-signature', null],
  ['tag-attestation', 'cosign-attestation', PROVENANCE],
  ['referrer-signature', 'cosign-signature', null],
  ['bundle-signature', 'sigstore-bundle', SIGN],
  ['bundle-attestation', 'sigstore-bundle', PROVENANCE],
] as const;
const LOGGED = [
  ['logged-tag-signature', 'cosign-signature', null],
  ['logged-bundle-signature', 'sigstore-bundle', SIGN],
] as const;
const KEYLESS = [
  ['keyless-tag-signature', 'cosign-signature', null],
  ['keyless-tag-attestation', 'cosign-attestation', PROVENANCE],
  ['keyless-bundle-signature', 'sigstore-bundle', SIGN],
  ['keyless-bundle-attestation', 'sigstore-bundle', PROVENANCE],
] as const;

describe('an image that cosign signed with a key', () => {
  it.each([...PLAIN, ...LOGGED])('is accepted: %s', async (name, kind, predicateType) => {
    const [one, ...others] = await byKey(name);
    expect(one).toMatchObject({ kind, refusal: null, signer: 'cosign.pub' });
    expect(one?.statement?.predicateType ?? null).toBe(predicateType);
    expect(others).toStrictEqual([]);
  });

  it.each([...PLAIN, ...LOGGED])('is not accepted by another key: %s', async (name) => {
    const keys = [{ name: 'other', pem: ecKeys().pem }];
    expect(codesOf(await byKey(name, { keys }))).toStrictEqual(['SIGSTORE_KEY_OTHER']);
  });

  it.each(PLAIN)('is not accepted without a log where one is required: %s', async (name) => {
    expect(codesOf(await byKey(name, { transparencyLog: 'required' }))).toStrictEqual([
      'SIGSTORE_LOG_MISSING',
    ]);
  });

  it.each(LOGGED)('is accepted with a log where one is required: %s', async (name) => {
    const [one] = await byKey(name, { transparencyLog: 'required' });
    expect(one).toMatchObject({ refusal: null, log: expect.stringMatching(/^rekor\.test \d+$/u) });
  });

  it.each([
    ['tag-signature', null],
    ['bundle-signature', null],
    ['referrer-signature', 'SIGSTORE_ANNOTATION_UNMET'],
  ])('carries the annotations that it was signed with: %s', async (name, code) => {
    expect(codesOf(await byKey(name, { annotations: { env: 'prod' } }))).toStrictEqual([code]);
  });
});

describe('an image that cosign signed with another kind of key', () => {
  it.each([
    'p384-signature',
    'p521-signature',
    'rsa-signature',
    'ed25519-signature',
    'ed25519-tag-signature',
  ])('is accepted by that key, and no other: %s', async (name) => {
    const keys = [{ name, pem: read(`${name}.pub`) }];
    expect(codesOf(await byKey(name, { keys }))).toStrictEqual([null]);
    const [one] = await byKey(name);
    expect(one?.refusal?.code).toBe('SIGSTORE_KEY_OTHER');
  });
});

describe('an image that cosign signed with a certificate', () => {
  it.each(KEYLESS)('is accepted: %s', async (name, kind, predicateType) => {
    const [one, ...others] = await byIdentity(name);
    expect(one).toMatchObject({ kind, refusal: null, signer: TEST_IDENTITY.subject });
    expect(one).toMatchObject({
      log: expect.stringMatching(/^rekor\.test \d+$/u),
      signedAt: expect.any(String),
    });
    expect(one?.statement?.predicateType ?? null).toBe(predicateType);
    expect(others).toStrictEqual([]);
  });

  it.each(KEYLESS)('is not accepted for another identity: %s', async (name) => {
    const subject = { kind: 'exact', text: TEST_IDENTITY.subject.replace('main', 'dev') } as const;
    const identities = [
      { issuer: { kind: 'exact', text: TEST_IDENTITY.issuer } as const, subject, github: null },
    ];
    expect(codesOf(await byIdentity(name, { identities }))).toStrictEqual(['IDENTITY_SUBJECT_UNTRUSTED']);
  });

  it.each(KEYLESS)('is not accepted by another Sigstore: %s', async (name) => {
    const other = rootChoice(await startSigstore());
    expect(codesOf(await byIdentity(name, { trustedRoot: other }))).toStrictEqual(['SIGSTORE_LOG_UNTRUSTED']);
  });

  it.each(KEYLESS)('is not accepted for a key: %s', async (name) => {
    expect(codesOf(await byKey(name))).toStrictEqual(['SIGSTORE_KEY_OTHER']);
  });
});

async function byKey(name: string, change: Partial<KeyAuthority> = {}): Promise<readonly Judged[]> {
  const keys = [{ name: 'cosign.pub', pem: read('cosign.pub') }];
  return verifyKey(aKeyAuthority({ keys, trustedRoot, ...change }), await targetOf(name), verifyContext());
}

async function byIdentity(name: string, change: Partial<KeylessAuthority> = {}): Promise<readonly Judged[]> {
  return verifyKeyless(aKeylessAuthority({ trustedRoot, ...change }), await targetOf(name), verifyContext());
}

async function targetOf(name: string): Promise<TrustTarget> {
  const { host } = await startLayoutRegistry(FOLDER);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  return {
    reference: { registry: host, repository: 'app', tag: null, digest: null },
    descriptors: [{ mediaType, digest: String(images[name]), size: 1 }],
  };
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}
