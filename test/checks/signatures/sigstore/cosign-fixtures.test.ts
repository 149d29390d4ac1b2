import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Judged } from '../../../../src/checks/signatures/judged.ts';
import { verifyKey } from '../../../../src/checks/signatures/sigstore/verify-key.ts';
import { aKeyAuthority } from '../../../support/a-trust-rule.ts';
import { startLayoutRegistry } from '../../../support/layout-registry.ts';
import { codesOf } from '../../../support/sigstore-scene.ts';
import { ecKeys } from '../../../support/sigstore-evidence.ts';
import { verifyContext } from '../../../support/verify-context.ts';

// Signed by cosign 3.1.3: see scripts/interop/cosign.ts.
const FOLDER = 'test/fixtures/signatures/cosign';
const images = JSON.parse(readFileSync(join(FOLDER, 'images.json'), 'utf8')) as Record<string, string>;
const PEM = readFileSync(join(FOLDER, 'cosign.pub'), 'utf8');
const SIGN = 'https://sigstore.dev/cosign/sign/v1';
const PROVENANCE = 'https://slsa.dev/provenance/v1';

const CASES = [
  ['tag-signature', 'cosign-signature', null],
  ['tag-attestation', 'cosign-attestation', PROVENANCE],
  ['referrer-signature', 'cosign-signature', null],
  ['bundle-signature', 'sigstore-bundle', SIGN],
  ['bundle-attestation', 'sigstore-bundle', PROVENANCE],
] as const;

describe('an image that cosign signed with a key', () => {
  it.each(CASES)('is accepted: %s', async (name, kind, predicateType) => {
    const [one, ...others] = await verify(name, { pem: PEM });
    expect(one).toMatchObject({ kind, refusal: null, signer: 'cosign.pub' });
    expect(one?.statement?.predicateType ?? null).toBe(predicateType);
    expect(others).toStrictEqual([]);
  });

  it.each(CASES)('is not accepted by another key: %s', async (name) => {
    expect(codesOf(await verify(name, { pem: ecKeys().pem }))).toStrictEqual(['SIGSTORE_KEY_OTHER']);
  });

  it.each(CASES)('is not accepted without a log where one is required: %s', async (name) => {
    expect(codesOf(await verify(name, { transparencyLog: 'required' }))).toStrictEqual([
      'SIGSTORE_LOG_MISSING',
    ]);
  });

  it.each([
    ['tag-signature', null],
    ['bundle-signature', null],
    ['referrer-signature', 'SIGSTORE_ANNOTATION_UNMET'],
  ])('carries the annotations that it was signed with: %s', async (name, code) => {
    expect(codesOf(await verify(name, { annotations: { env: 'prod' } }))).toStrictEqual([code]);
  });
});

async function verify(
  name: string,
  { pem = PEM, ...change }: { readonly pem?: string } & Partial<Parameters<typeof aKeyAuthority>[0]>,
): Promise<readonly Judged[]> {
  const { host } = await startLayoutRegistry(FOLDER);
  const authority = aKeyAuthority({ keys: [{ name: 'cosign.pub', pem }], ...change });
  return verifyKey(authority, targetOf(host, String(images[name])), verifyContext());
}

function targetOf(host: string, digest: string): Parameters<typeof verifyKey>[1] {
  return {
    reference: { registry: host, repository: 'app', tag: null, digest: null },
    descriptors: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 1 }],
  };
}
