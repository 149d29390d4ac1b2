import type { KeyAuthority, TrustedRootChoice } from '../../../model/trust.ts';
import type { VerifyAuthority, VerifyContext } from '../judged.ts';
import { RefusedError } from '../code.ts';
import { findPieces } from './find-pieces.ts';
import type { ReadPiece } from './judge.ts';
import { checkAnnotations, judge, meaningOf } from './judge.ts';
import { readPublicKey } from './public-key.ts';
import type { SigstoreRoot } from './root.ts';
import { NO_ROOT } from './root.ts';
import { loadTrustedRoot } from './trusted-root/load.ts';
import type { KeyNeed } from './verify-material.ts';
import { verifyKeyed } from './verify-material.ts';

/**
 * Signatures and attestations by one of the keys. A trusted root is loaded only when there is something that it must
 * vouch for. Throws also `InputError` TRUST_KEY_INVALID.
 */
export const verifyKey: VerifyAuthority<KeyAuthority> = async (authority, target, context) => {
  const { keys, annotations, repository, transparencyLog, trustedRoot } = authority;
  const need: KeyNeed = {
    keys: keys.map(readPublicKey),
    logs: transparencyLog === 'required' ? 1 : 0,
  };
  const pieces = await findPieces(repository, target, context);
  const root = await rootFor(pieces, trustedRoot, context);
  return pieces.map((piece) =>
    judge(piece, (material) => {
      const meaning = meaningOf(material, target);
      const verified = verifyKeyed(material, need, root);
      checkAnnotations(meaning, annotations);
      return { verified, meaning, signer: verified.keyName };
    }),
  );
};

async function rootFor(
  pieces: readonly ReadPiece[],
  choice: TrustedRootChoice | null,
  context: VerifyContext,
): Promise<SigstoreRoot> {
  const isNeeded = pieces.some(({ material }) => {
    if (material instanceof RefusedError) return false;
    return material.logEntries.length + material.timestamps.length > 0;
  });
  return isNeeded ? await loadTrustedRoot(choice ?? { kind: 'auto' }, context) : NO_ROOT;
}
