import type { AuthorityKind } from './trust.ts';

export const EVIDENCE_KINDS = [
  'cosign-signature',
  'cosign-attestation',
  'sigstore-bundle',
  'github-attestation',
  'notation-signature',
  'content-trust',
] as const;

export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * Why a signature is not accepted, in five classes that ask for different things of the reader.
 * - `none`: nothing was found. - `bad`: it is not what was signed, or is broken. - `untrusted`: it holds, and
 * whoever made it is not trusted. - `unmet`: it holds and is trusted, and does not state what is required.
 * - `unavailable`: it could not be asked or examined.
 */
export type RefusalClass = 'none' | 'bad' | 'untrusted' | 'unmet' | 'unavailable';

export interface Refusal {
  /** Stable, upper snake case: see docs/signature-codes.md. */
  readonly code: string;
  /** One plain sentence. */
  readonly message: string;
}

/** What one authority says of one signature or attestation. */
export interface EvidenceOpinion {
  readonly authority: string;
  /** Null: accepted. */
  readonly refusal: Refusal | null;
}

/** A signature or attestation that was found. Its texts come from whoever could write to the registry. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** Where it lies: `ghcr.io/acme/app@sha256:…`. */
  readonly place: string;
  /** Verified, or claimed when no authority accepts it. */
  readonly signer: string | null;
  /** ISO 8601, by a log or a time stamp; null when nothing vouches for it. */
  readonly signedAt: string | null;
  /** `rekor.sigstore.dev 123456`. */
  readonly log: string | null;
  readonly predicateType: string | null;
  readonly opinions: readonly EvidenceOpinion[];
}

export interface AuthorityOutcome {
  readonly name: string;
  readonly kind: AuthorityKind;
  /** Null: satisfied. */
  readonly refusal: Refusal | null;
}

export interface AttestationOutcome {
  readonly name: string;
  readonly predicateTypes: readonly string[];
  readonly refusal: Refusal | null;
}

/** What is known of who made one image. */
export interface ImageTrust {
  /** As it was named. */
  readonly reference: string;
  /** What the name stood for when it was asked, once, or the manifest in it when only that is trusted; null: not known. */
  readonly digest: string | null;
  /** Name of the rule; null: none is for it. */
  readonly rule: string | null;
  readonly mode: 'enforce' | 'warn' | null;
  readonly result: 'trusted' | 'untrusted' | 'not-asked' | 'unavailable';
  /** How many of `authorities` must accept it; 0 without a rule. */
  readonly threshold: number;
  readonly authorities: readonly AuthorityOutcome[];
  readonly attestations: readonly AttestationOutcome[];
  readonly evidence: readonly Evidence[];
  /** What a reader should know, such as a trusted root that could not be refreshed. */
  readonly notes: readonly string[];
}
