import type { NotationAuthority, NotationPolicy, NotationStore } from '../../src/model/trust.ts';
import type { TestCertificate } from './x509-ca.ts';
import { basicConstraints, extendedKeyUsage, keyUsage, makeCertificate } from './x509-ca.ts';
import type { CertificateParts, Extension } from './x509-ca.ts';

export const SIGNER_NAME = [
  ['C', 'US'],
  ['ST', 'WA'],
  ['O', 'Acme, Inc.'],
  ['CN', 'release'],
] as const;

export interface TestChain {
  readonly root: TestCertificate;
  readonly intermediate: TestCertificate;
  readonly leaf: TestCertificate;
  /** Leaf first. */
  readonly all: readonly TestCertificate[];
}

export interface ChainChanges {
  readonly root?: Partial<CertificateParts>;
  readonly intermediate?: Partial<CertificateParts>;
  readonly leaf?: Partial<CertificateParts>;
  /** Added to what the certificate has anyway. */
  readonly leafExtensions?: readonly Extension[];
  readonly intermediateExtensions?: readonly Extension[];
}

const AUTHORITY_BITS = [5, 6];
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

/** A root, an intermediate and a signer by the rules, but for what is changed. */
export function makeChain(changes: ChainChanges = {}): TestChain {
  const root = makeCertificate({
    subject: [['CN', 'Acme root']],
    extensions: [basicConstraints(true), keyUsage(AUTHORITY_BITS)],
    ...changes.root,
  });
  const intermediate = makeCertificate({
    subject: [['CN', 'Acme signing']],
    issuer: root,
    extensions: [
      basicConstraints(true, 0),
      keyUsage(AUTHORITY_BITS),
      ...(changes.intermediateExtensions ?? []),
    ],
    ...changes.intermediate,
  });
  const leaf = makeCertificate({
    subject: SIGNER_NAME,
    issuer: intermediate,
    extensions: [keyUsage([0]), extendedKeyUsage([CODE_SIGNING]), ...(changes.leafExtensions ?? [])],
    ...changes.leaf,
  });
  return { root, intermediate, leaf, all: [leaf, intermediate, root] };
}

/** A policy for every repository that trusts the store `acme`, but for what is changed. */
export function notationPolicy(change: Partial<NotationPolicy> = {}): NotationPolicy {
  return {
    name: 'acme',
    registryScopes: ['*'],
    level: 'strict',
    override: {},
    verifyTimestamp: 'always',
    trustStores: ['ca:acme'],
    trustedIdentities: [String.raw`x509.subject: C=US, ST=WA, O=Acme\, Inc.`],
    ...change,
  };
}

export function notationStore(
  type: NotationStore['type'],
  ...certificates: readonly TestCertificate[]
): NotationStore {
  return {
    type,
    name: 'acme',
    certificates: certificates.map(({ pem }, at) => ({ name: `${at}.pem`, pem })),
  };
}

export function notationAuthority(
  stores: readonly NotationStore[],
  change: Partial<NotationPolicy> = {},
): NotationAuthority {
  return { kind: 'notation', name: 'notation', policies: [notationPolicy(change)], stores };
}
