import type {
  AttestationRequirement,
  ContentTrustAuthority,
  KeyAuthority,
  TrustRule,
} from '../../src/model/trust.ts';

/** A rule for every image with one authority, but for what is given. */
export function aTrustRule(change: Partial<TrustRule> = {}): TrustRule {
  return {
    name: 'ours',
    images: ['**'],
    mode: 'enforce',
    threshold: 1,
    authorities: [aKeyAuthority()],
    attestations: [],
    ...change,
  };
}

export function aKeyAuthority(change: Partial<KeyAuthority> = {}): KeyAuthority {
  return {
    kind: 'key',
    name: 'release key',
    keys: [],
    repository: null,
    annotations: {},
    transparencyLog: 'optional',
    trustedRoot: null,
    ...change,
  };
}

export function aContentTrustAuthority(change: Partial<ContentTrustAuthority> = {}): ContentTrustAuthority {
  return {
    kind: 'content-trust',
    name: 'notary',
    server: null,
    rootKeys: [],
    rootCa: null,
    rootFile: null,
    trustOnFirstUse: true,
    signers: [],
    minimumVersions: {},
    ...change,
  };
}

export function anAttestationRequirement(
  change: Partial<AttestationRequirement> = {},
): AttestationRequirement {
  return {
    name: 'provenance',
    predicateTypes: ['https://slsa.dev/provenance/v1'],
    slsaLevel: null,
    builders: [],
    builder: null,
    sourceRepository: null,
    sourceRef: null,
    sourceCommit: null,
    maxAge: null,
    ...change,
  };
}
