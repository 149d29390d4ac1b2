import { RefusedError } from '../checks/signatures/code.ts';
import type { TrustTarget, VerifyContext } from '../checks/signatures/judged.ts';
import { SIGNATURE_TYPE } from '../checks/signatures/notation/manifest.ts';
import { findPieces } from '../checks/signatures/sigstore/find-pieces.ts';
import { certificateClaims } from '../checks/signatures/sigstore/identity/claims.ts';
import type { ReadPiece } from '../checks/signatures/sigstore/judge.ts';
import { readStatement } from '../checks/signatures/sigstore/statement.ts';
import { findReferrers } from '../image/registry/referrers.ts';
import type { Evidence } from '../model/signature.ts';

/**
 * What lies beside an image in its registry and says that it is a signature or an attestation. Nothing of it is
 * verified: every text is a claim of whoever could push. Throws a `GateError` when the registry could not be asked.
 */
export async function discoverEvidence(
  { reference, descriptors }: TrustTarget,
  context: VerifyContext,
): Promise<readonly Evidence[]> {
  const client = await context.registry(reference);
  // Beside the image, wherever else authorities look; what they found there is not fetched again.
  const pieces = await findPieces(client.name, { reference, descriptors }, context);
  const listed = await Promise.all(
    descriptors.map(({ digest }) => findReferrers(client, digest, (type) => type === SIGNATURE_TYPE)),
  );
  const notation = listed.flatMap(({ artifacts }) => artifacts);
  return [
    ...pieces.map(({ piece: { kind, place }, material }) => ({
      ...NOTHING_KNOWN,
      kind,
      place,
      ...claimsOf(material),
    })),
    ...notation.map(({ digest }) => ({
      ...NOTHING_KNOWN,
      kind: 'notation-signature' as const,
      place: `${client.name}@${digest}`,
    })),
  ];
}

type Claims = Pick<Evidence, 'signer' | 'predicateType'>;

const NO_CLAIMS: Claims = { signer: null, predicateType: null };
const NOTHING_KNOWN = { ...NO_CLAIMS, signedAt: null, log: null, opinions: [] };

function claimsOf(material: ReadPiece['material']): Claims {
  if (material instanceof RefusedError) return NO_CLAIMS;
  const { certificate, content } = material;
  return {
    signer: certificate === null ? null : attempt(() => certificateClaims(certificate).subject),
    predicateType: content.kind === 'envelope' ? attempt(() => readStatement(content).predicateType) : null,
  };
}

/** What cannot be read is listed all the same, without what it says. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}
