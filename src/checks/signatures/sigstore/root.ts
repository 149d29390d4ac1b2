import type { TrustMaterial } from '@sigstore/verify';

/** The part of a trusted root that verifying takes. */
export interface SigstoreRoot {
  readonly material: TrustMaterial;
  /** `rekor.sigstore.dev`; null: not one of its logs. */
  logName(keyId: Buffer): string | null;
}

/** Trusts no service: enough for a signature by a key with nothing beside it. */
export const NO_ROOT: SigstoreRoot = {
  material: {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: () => {
      throw new Error('keys are not looked up here');
    },
  },
  logName: () => null,
};
