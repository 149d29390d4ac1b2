import type { Limit } from './limit.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

/** The part of `LIMITS` that is about who made an image: signatures, attestations, and the policy for them. */
export const TRUST_LIMITS = {
  artifactLayers: {
    value: 1000,
    unit: 'layers',
    why: 'of one signature manifest; each layer is a signature of its own',
  },
  referrers: {
    value: 200,
    unit: 'manifests',
    why: 'signatures and attestations of one image that are looked at; whoever can push can add more',
  },
  referrerPages: { value: 50, unit: 'pages', why: 'of the list of manifests that are about one image' },
  contentTrustBytes: {
    value: 16 * MiB,
    unit: 'bytes',
    why: 'one metadata file of Docker Content Trust; one with 10,000 tags has 2 MiB',
  },
  contentTrustJsonDepth: {
    value: 32,
    unit: 'levels',
    why: 'objects and lists inside each other in such a file',
  },
  contentTrustSignatures: { value: 100, unit: 'signatures', why: 'on such a file; each is verified' },
  contentTrustKeys: { value: 1000, unit: 'keys', why: 'in such a file' },
  contentTrustCertificates: {
    value: 10,
    unit: 'certificates',
    why: 'of one key of content trust, or of a pinned authority',
  },
  contentTrustRoots: {
    value: 100,
    unit: 'versions',
    why: 'of the root between the pinned one and the present one; each is fetched',
  },
  contentTrustDelegations: { value: 200, unit: 'roles', why: 'of one repository that have signed something' },
  contentTrustDelegationDepth: { value: 8, unit: 'levels', why: 'delegations inside delegations' },
  signatureBytes: {
    value: 16 * MiB,
    unit: 'bytes',
    why: 'one signature or attestation; those that hold an SBOM have some MiB',
  },
  signaturesBytes: {
    value: 256 * MiB,
    unit: 'bytes',
    why: 'all signatures and attestations of one image in one repository; they are held in memory',
  },
  signatureWitnesses: {
    value: 32,
    unit: 'entries',
    why: 'entries of logs and time stamps of one signature; signers make one or two of each',
  },
  statementSubjects: {
    value: 4096,
    unit: 'subjects',
    why: 'of one attestation; one that is about every file of a release has some hundred',
  },
  identityText: {
    value: 4 * KiB,
    unit: 'bytes',
    why: 'one statement in a certificate of a signer; addresses of workflows have some hundred',
  },
  trustedRootBytes: {
    value: 1 * MiB,
    unit: 'bytes',
    why: 'a trusted root of Sigstore; the public one has 7 KiB',
  },
  githubPages: { value: 10, unit: 'pages', why: 'attestations of one image that GitHub lists, 100 a page' },
  githubAttestations: {
    value: 500,
    unit: 'attestations',
    why: 'of one image that GitHub lists; a real one has some ten',
  },
  githubAnswerBytes: {
    value: 64 * MiB,
    unit: 'bytes',
    why: 'one page of attestations, which may hold them whole',
  },
  clockSkewMs: {
    value: 300_000,
    unit: 'milliseconds',
    why: 'by which the clock of whoever states a time may be ahead',
  },
  tufFileBytes: {
    value: 4 * MiB,
    unit: 'bytes',
    why: 'one file of a TUF repository; those of Sigstore have some KiB',
  },
  tufFiles: { value: 200, unit: 'files', why: 'of one TUF repository that are kept between runs' },
  trustedRootRefreshMs: {
    value: 5_000,
    unit: 'milliseconds',
    why: 'the whole refresh of the trusted root; without a network the embedded one is used after it',
  },
  certificateChain: {
    value: 16,
    unit: 'certificates',
    why: 'of one Notary Project signature or time stamp; real chains have two to five',
  },
  derValues: {
    value: 10_000,
    unit: 'values',
    why: 'side by side in a certificate or an answer; each takes far more memory than its bytes',
  },
  revocationBytes: {
    value: 32 * MiB,
    unit: 'bytes',
    why: 'one certificate revocation list; those of large authorities have some MiB',
  },
  ocspBytes: { value: 256 * KiB, unit: 'bytes', why: 'one answer about the revocation of a certificate' },
  revocationMs: {
    value: 10_000,
    unit: 'milliseconds',
    why: 'until a service has told whether a certificate is revoked',
  },
  revocationUrls: {
    value: 5,
    unit: 'addresses',
    why: 'asked about the revocation of one certificate, which names them itself',
  },
  trustFileBytes: {
    value: 1 * MiB,
    unit: 'bytes',
    why: 'a key, certificate, root or policy that `trust` names; real ones have some KiB',
  },
  trustFiles: { value: 500, unit: 'files', why: 'certificates of one trust store of Notation' },
  trustRules: { value: 500, unit: 'rules', why: 'rules of `trust`, and authorities of one rule' },
  trustGlobs: {
    value: 500,
    unit: 'globs',
    why: 'image globs of all trust rules; each is compared with the others',
  },
  trustGlobStates: {
    value: 100_000,
    unit: 'states',
    why: 'looked at to tell which image globs cover others; where it takes more, they count as not covered',
  },
  trustPatternLength: {
    value: 500,
    unit: 'characters',
    why: 'one pattern of an identity, a ref or a builder',
  },
} as const satisfies Record<string, Limit>;
