import type { TrustPolicy } from '../../src/model/trust.ts';

/** A policy that allows everything but for what is given. */
export function aTrustPolicy(given: Partial<TrustPolicy>): TrustPolicy {
  return {
    registries: [],
    images: [],
    tags: [],
    digest: 'optional',
    maxAge: null,
    unmatched: 'deny',
    trustedRoot: { kind: 'embedded' },
    rules: [],
    ...given,
  };
}
