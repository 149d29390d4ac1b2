import type { Judged } from '../../src/checks/signatures/judged.ts';

/** A bundle that is accepted and states nothing, but for what is given. */
export function judged(change: Partial<Judged> = {}): Judged {
  return {
    kind: 'sigstore-bundle',
    place: 'registry.example/app@sha256:1',
    signer: 'someone',
    signedAt: null,
    log: null,
    refusal: null,
    statement: null,
    ...change,
  };
}
