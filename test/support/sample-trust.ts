import type { Evidence, ImageTrust } from '../../src/model/signature.ts';

const DIGEST = `sha256:${'c'.repeat(64)}`;

/** A cosign signature that `release key` accepts; `over` replaces what a test is about. */
export function sampleEvidence(over: Partial<Evidence> = {}): Evidence {
  return {
    kind: 'cosign-signature',
    place: `ghcr.io/org/app@sha256:${'d'.repeat(64)}`,
    signer: 'release.pub',
    signedAt: '2026-01-02T01:02:03.000Z',
    log: 'rekor.sigstore.dev 123456',
    predicateType: null,
    opinions: [{ authority: 'release key', refusal: null }],
    ...over,
  };
}

/** An image that the rule `our images` trusts by the key of its one authority. */
export function sampleTrust(over: Partial<ImageTrust> = {}): ImageTrust {
  return {
    reference: 'ghcr.io/org/app:1.2',
    digest: DIGEST,
    rule: 'our images',
    mode: 'enforce',
    result: 'trusted',
    threshold: 1,
    authorities: [{ name: 'release key', kind: 'key', refusal: null }],
    attestations: [],
    evidence: [sampleEvidence()],
    notes: [],
    ...over,
  };
}

/** The same image, signed by a stranger, and not by the authority that was asked. */
export function distrustedImage(over: Partial<ImageTrust> = {}): ImageTrust {
  const refusal = {
    code: 'SIGNER_UNTRUSTED',
    message: 'the certificate is for https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main',
  };
  return sampleTrust({
    result: 'untrusted',
    authorities: [{ name: 'our workflow', kind: 'keyless', refusal }],
    evidence: [
      sampleEvidence({
        kind: 'sigstore-bundle',
        signer: 'https://github.com/evil/app/.github/workflows/x.yml@refs/heads/main',
        predicateType: 'https://slsa.dev/provenance/v1',
        opinions: [{ authority: 'our workflow', refusal }],
      }),
    ],
    ...over,
  });
}

/** An image of which every text that can come from a stranger is this one. */
export function hostileTrust(text: string): ImageTrust {
  const refusal = { code: text, message: text };
  return sampleTrust({
    reference: text,
    digest: text,
    rule: text,
    result: 'untrusted',
    authorities: [{ name: text, kind: 'key', refusal }],
    attestations: [{ name: text, predicateTypes: [text], refusal }],
    evidence: [
      sampleEvidence({
        place: text,
        signer: text,
        signedAt: text,
        log: text,
        predicateType: text,
        opinions: [
          { authority: text, refusal: null },
          { authority: text, refusal },
        ],
      }),
    ],
    notes: [text],
  });
}
