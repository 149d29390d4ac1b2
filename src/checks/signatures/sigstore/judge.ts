import { GateError, errorText } from '../../../model/errors.ts';
import type { Refusal } from '../../../model/signature.ts';
import { RefusedError } from '../code.ts';
import type { Judged, Statement, TrustTarget } from '../judged.ts';
import { readBundle } from './bundle.ts';
import { refused } from './codes.ts';
import { certificateClaims } from './identity/claims.ts';
import { readLayer } from './layer.ts';
import type { Material } from './material.ts';
import type { Piece } from './piece.ts';
import { readSimpleSigning } from './simple-signing.ts';
import { readStatement, subjectOf } from './statement.ts';
import type { VerifiedMaterial } from './verify-material.ts';

/** A piece as it was read, or why it cannot be. */
export interface ReadPiece {
  readonly piece: Piece;
  readonly material: Material | RefusedError;
}

/** What a signature is for, after it was held against the image. */
export interface Meaning {
  /** Null: a plain signature of the image. */
  readonly statement: Statement | null;
  /** What was signed besides: `cosign sign -a`. */
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** All that an authority has to have looked at before it accepts. */
export interface Acceptance {
  readonly verified: VerifiedMaterial;
  readonly meaning: Meaning;
  /** Whom the authority found that it trusts. */
  readonly signer: string;
}

/** Reads a piece; one that is broken must not hide the others. */
export function readPiece(piece: Piece): ReadPiece {
  try {
    return { piece, material: materialOf(piece) };
  } catch (error) {
    return { piece, material: toRefused(error) };
  }
}

/**
 * The one place where a signature is accepted: when `examine` comes back with everything that was found. A refusal that
 * it throws is told with what the signature says of itself; an error that says nothing about the signature is thrown.
 */
export function judge({ piece, material }: ReadPiece, examine: (material: Material) => Acceptance): Judged {
  const { kind, place } = piece;
  const unknown = { kind, place, signer: null, signedAt: null, log: null, statement: null };
  if (material instanceof RefusedError) return { ...unknown, refusal: material.refusal };
  try {
    const { verified, meaning, signer } = examine(material);
    const { signedAt, log } = verified;
    return {
      kind,
      place,
      signer,
      signedAt: signedAt === null ? null : signedAt.toISOString(),
      log,
      statement: meaning.statement,
      refusal: null,
    };
  } catch (error) {
    const refusal: Refusal = toRefused(error).refusal;
    return { ...unknown, signer: claimedSigner(material), statement: claimedStatement(material), refusal };
  }
}

/** Holds what was signed against the image. Throws a refusal. */
export function meaningOf({ content }: Material, target: TrustTarget): Meaning {
  // Its bytes are those of a manifest of the image; that they are signed is found out elsewhere.
  if (content.kind === 'message') return { statement: null, annotations: {} };
  if (content.kind === 'simple-signing') {
    return { statement: null, annotations: readSimpleSigning(content, target) };
  }
  const { subjects, ...statement } = readStatement(content);
  return { statement, annotations: subjectOf(subjects, target).annotations };
}

/** Throws a refusal unless all that is required was signed with the image. */
export function checkAnnotations({ annotations }: Meaning, required: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(required)) {
    if (!Object.hasOwn(annotations, name) || annotations[name] !== value) {
      throw refused('SIGSTORE_ANNOTATION_UNMET', `it does not carry the annotation ${name}=${value}`);
    }
  }
}

/** Any thrown value as a refusal; what is the fault of no signature is thrown. */
export function toRefused(error: unknown): RefusedError {
  if (error instanceof RefusedError) return error;
  if (error instanceof GateError) throw error;
  return refused('SIGSTORE_BROKEN', `it is broken: ${errorText(error)}`);
}

function materialOf({ found }: Piece): Material {
  if (found.form === 'layer') return readLayer(found.layer);
  if (found.form === 'bundle') return readBundle(found.text, found.artifact);
  throw new RefusedError(found.refusal.code, found.refusal.message);
}

function claimedSigner({ certificate }: Material): string | null {
  try {
    return certificate === null ? null : certificateClaims(certificate).subject;
  } catch {
    return null;
  }
}

function claimedStatement({ content }: Material): Statement | null {
  try {
    if (content.kind !== 'envelope') return null;
    const { predicateType, predicate } = readStatement(content);
    return { predicateType, predicate };
  } catch {
    return null;
  }
}
