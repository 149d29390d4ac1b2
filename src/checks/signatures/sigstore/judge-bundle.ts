import type { Statement, TrustTarget } from '../judged.ts';
import { bundleMaterial } from './bundle.ts';
import type { CertificateClaims } from './identity/claims.ts';
import { meaningOf, toRefused } from './judge.ts';
import type { LoadedRoot } from './trusted-root/load.ts';
import type { CertificateNeed } from './verify-material.ts';
import { verifyCertified } from './verify-material.ts';

export interface BundleFacts {
  readonly claims: CertificateClaims;
  /** Never null for an envelope, which is all that is accepted here. */
  readonly statement: Statement | null;
  /** ISO 8601 */
  readonly signedAt: string;
  readonly log: string | null;
}

/**
 * Verifies a bundle with a certificate and a statement about the image. `json` came out of strict JSON. Whether its
 * signer is trusted is the caller's to judge by `claims`. A trusted root without any log is that of GitHub's own
 * Sigstore, where a time stamp takes their place. Throws a refusal.
 */
export function judgeBundle(json: unknown, target: TrustTarget, root: LoadedRoot): BundleFacts {
  try {
    const material = bundleMaterial(json, null);
    const { statement } = meaningOf(material, target);
    const { claims, signedAt, log } = verifyCertified(material, needOf(root), root);
    return { claims, statement, signedAt: signedAt.toISOString(), log };
  } catch (error) {
    throw toRefused(error);
  }
}

function needOf({ root: { tlogs, ctlogs } }: LoadedRoot): CertificateNeed {
  return tlogs.length + ctlogs.length === 0
    ? { logs: 0, certificateLogs: 0 }
    : { logs: 1, certificateLogs: 1 };
}
