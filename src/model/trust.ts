/**
 * Who may have made an image. Read once from `trust` of the configuration, with the text of every file that it
 * names: nothing here is looked up again.
 */
export interface TrustPolicy {
  /** Registries that may be used: `ghcr.io`, `*.example.com`. Empty: any. */
  readonly registries: readonly string[];
  /** Images that may be used, as globs over `registry/repository`: `docker.io/library/*`. Empty: any. */
  readonly images: readonly string[];
  /** Tags that may be used, as globs: `v*`. Empty: any. A name without tag and digest has the tag `latest`. */
  readonly tags: readonly string[];
  /** `required`: every reference must carry a digest. */
  readonly digest: 'required' | 'optional';
  /** Milliseconds since its `created` time above which an image is too old; null: any age. */
  readonly maxAge: number | null;
  /** What happens to an image that no rule is for. */
  readonly unmatched: 'deny' | 'warn' | 'allow';
  /** Whom Sigstore signatures are held against, where an authority does not say otherwise. */
  readonly trustedRoot: TrustedRootChoice;
  /** The first whose globs fit is the rule of an image. Empty: nobody has to have signed. */
  readonly rules: readonly TrustRule[];
}

export interface TrustRule {
  readonly name: string;
  /** Globs over `registry/repository`. */
  readonly images: readonly string[];
  /** `warn`: what the rule finds is shown and never blocks. */
  readonly mode: 'enforce' | 'warn';
  /** How many of `authorities` must be satisfied: 1 for any, their number for all. */
  readonly threshold: number;
  /** At least one. */
  readonly authorities: readonly Authority[];
  /** What must be stated besides, by one of `authorities`. */
  readonly attestations: readonly AttestationRequirement[];
}

export type Authority =
  KeyAuthority | KeylessAuthority | GithubAttestationAuthority | NotationAuthority | ContentTrustAuthority;

export type AuthorityKind = Authority['kind'];

/** One of these keys, as `cosign verify --key`. */
export interface KeyAuthority {
  readonly kind: 'key';
  readonly name: string;
  readonly keys: readonly PublicKeyText[];
  /** Where the signatures lie when not beside the image, as COSIGN_REPOSITORY; `registry/repository`. */
  readonly repository: string | null;
  /** Annotations that the signed payload must carry. */
  readonly annotations: Readonly<Record<string, string>>;
  /** `required`: an entry in a transparency log must be there; `optional`: it must hold when it is there. */
  readonly transparencyLog: 'required' | 'optional';
  /** Null: the policy's. */
  readonly trustedRoot: TrustedRootChoice | null;
}

export interface PublicKeyText {
  /** The file, or `key 1` for one that stands in the configuration. */
  readonly name: string;
  readonly pem: string;
}

/** A certificate of Fulcio for one of these identities. */
export interface KeylessAuthority {
  readonly kind: 'keyless';
  readonly name: string;
  /** At least one. */
  readonly identities: readonly KeylessIdentity[];
  readonly repository: string | null;
  readonly annotations: Readonly<Record<string, string>>;
  readonly trustedRoot: TrustedRootChoice | null;
}

export interface KeylessIdentity {
  readonly issuer: TextRule;
  /** Subject alternative name of the certificate. */
  readonly subject: TextRule | null;
  /** What the certificate must say of the GitHub workflow; at least one of `subject` and `github` is set. */
  readonly github: GithubClaims | null;
}

/** `pattern`: a regular expression that has to fit the whole text. */
export type TextRule =
  { readonly kind: 'exact'; readonly text: string } | { readonly kind: 'pattern'; readonly source: string };

/** Null: not looked at. Source: Fulcio, "OID information". */
export interface GithubClaims {
  /** `owner/name`. */
  readonly repository: string | null;
  /** Path of the workflow that ran, `.github/workflows/release.yml`, in `repository`, or `owner/name/path`. */
  readonly workflow: string | null;
  /** `refs/heads/main`. */
  readonly ref: TextRule | null;
  readonly environment: string | null;
  readonly runner: 'github-hosted' | 'self-hosted' | null;
}

/** An attestation that `actions/attest` made. */
export interface GithubAttestationAuthority {
  readonly kind: 'github-attestation';
  readonly name: string;
  /** Whose attestations are asked for: `owner/name`, or `owner` for an organisation or user. */
  readonly repository: string;
  /** `owner/name/.github/workflows/release.yml`: the workflow that signed. */
  readonly signerWorkflow: string;
  /** Of the signing workflow: `refs/heads/main`. Null: any. */
  readonly signerRef: TextRule | null;
  /** Repository, `owner/name`, that was built; null: `repository` when that names one. */
  readonly sourceRepository: string | null;
  readonly sourceRef: TextRule | null;
  readonly runner: 'github-hosted' | 'self-hosted' | null;
  readonly predicateType: string;
  /** Where they are looked for. */
  readonly from: 'api' | 'registry' | 'both';
  readonly trustedRoot: TrustedRootChoice | null;
}

/** Notary Project signatures. Source: Notary Project, "trust store and trust policy". */
export interface NotationAuthority {
  readonly kind: 'notation';
  readonly name: string;
  readonly policies: readonly NotationPolicy[];
  readonly stores: readonly NotationStore[];
}

export const NOTATION_CHECKS = [
  'integrity',
  'authenticity',
  'authenticTimestamp',
  'expiry',
  'revocation',
] as const;

export type NotationCheck = (typeof NOTATION_CHECKS)[number];

export interface NotationPolicy {
  readonly name: string;
  /** `registry/repository`, or `*` alone. */
  readonly registryScopes: readonly string[];
  readonly level: 'strict' | 'permissive' | 'audit' | 'skip';
  readonly override: Readonly<Partial<Record<NotationCheck, 'enforce' | 'log' | 'skip'>>>;
  readonly verifyTimestamp: 'always' | 'afterCertExpiry';
  /** `ca:name`, `signingAuthority:name`, `tsa:name`. */
  readonly trustStores: readonly string[];
  /** `*`, or `x509.subject: C=…, ST=…, O=…`. */
  readonly trustedIdentities: readonly string[];
}

export interface NotationStore {
  readonly type: 'ca' | 'signingAuthority' | 'tsa';
  readonly name: string;
  /** PEM, one or more certificates each. */
  readonly certificates: readonly PublicKeyText[];
}

/** Docker Content Trust: Notary v1. */
export interface ContentTrustAuthority {
  readonly kind: 'content-trust';
  readonly name: string;
  /** `https://notary.example.com`; null: Docker's own for docker.io, else the registry's host. */
  readonly server: string | null;
  /** Ids (hexadecimal) of the root keys, bare or of the certificate. */
  readonly rootKeys: readonly string[];
  /** A root certificate authority in PEM form, or null. */
  readonly rootCa: PublicKeyText | null;
  /** A root.json that was trusted before, or null. */
  readonly rootFile: PublicKeyText | null;
  /** Nothing is pinned: whoever runs the server is trusted. */
  readonly trustOnFirstUse: boolean;
  /** Names of delegations that must all have signed the tag. */
  readonly signers: readonly string[];
  /** Lowest versions that are accepted, by role; guards against rollback. */
  readonly minimumVersions: Readonly<Partial<Record<'root' | 'targets' | 'snapshot' | 'timestamp', number>>>;
}

/** Where the keys of Sigstore's services come from. */
export type TrustedRootChoice =
  /** Refreshed by TUF; the one that ships with this program when there is no network. */
  | { readonly kind: 'auto' }
  | { readonly kind: 'embedded' }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  /** A private Sigstore: TUF repository, and the root.json to start from. */
  | { readonly kind: 'tuf'; readonly url: string; readonly root: PublicKeyText; readonly target: string };

/** Something that must be stated about the image, and hold. Null conditions are not looked at. */
export interface AttestationRequirement {
  readonly name: string;
  /** Any of these predicate types. */
  readonly predicateTypes: readonly string[];
  /** SLSA build level, as the builder stands for it: see `builders`. */
  readonly slsaLevel: number | null;
  /** Levels that builders stand for, by builder id; the policy's own word. */
  readonly builders: readonly { readonly id: TextRule; readonly level: number }[];
  readonly builder: TextRule | null;
  /** `https://github.com/owner/name`. */
  readonly sourceRepository: TextRule | null;
  readonly sourceRef: TextRule | null;
  readonly sourceCommit: TextRule | null;
  /** Milliseconds since the statement was made above which it is too old. */
  readonly maxAge: number | null;
}
