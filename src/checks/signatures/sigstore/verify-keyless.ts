import type { KeylessAuthority } from '../../../model/trust.ts';
import { RefusedError } from '../code.ts';
import type { VerifyAuthority } from '../judged.ts';
import { findPieces } from './find-pieces.ts';
import { matchIdentity } from './identity/match.ts';
import { checkAnnotations, judge, meaningOf } from './judge.ts';
import { loadTrustedRoot } from './trusted-root/load.ts';
import type { CertificateNeed } from './verify-material.ts';
import { verifyCertified } from './verify-material.ts';

/** Signatures and attestations with a certificate of the trusted root for one of the identities. */
export const verifyKeyless: VerifyAuthority<KeylessAuthority> = async (authority, target, context) => {
  const { identities, annotations, repository, trustedRoot } = authority;
  const [pieces, root] = await Promise.all([
    findPieces(repository, target, context),
    loadTrustedRoot(trustedRoot ?? { kind: 'auto' }, context),
  ]);
  return pieces.map((piece) =>
    judge(piece, (material) => {
      const meaning = meaningOf(material, target);
      const verified = verifyCertified(material, NEED, root);
      const refusal = matchIdentity(verified.claims, identities);
      if (refusal !== null) throw new RefusedError(refusal.code, refusal.message);
      checkAnnotations(meaning, annotations);
      return { verified, meaning, signer: verified.claims.subject };
    }),
  );
};

/** Of the public Sigstore: one log each, and the time by a log or a time stamp. */
const NEED: CertificateNeed = { logs: 1, certificateLogs: 1 };
