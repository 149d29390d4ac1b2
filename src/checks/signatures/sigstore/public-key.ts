import type { KeyObject } from 'node:crypto';
import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import { InputError, errorText } from '../../../model/errors.ts';
import type { PublicKeyText } from '../../../model/trust.ts';
import { plain } from '../../../util/escape.ts';
import { isEd25519phSignedBy } from './ed25519ph.ts';

/** A key of the policy. */
export interface TrustedKey {
  readonly name: string;
  readonly key: KeyObject;
}

/**
 * Reads a public key in PEM form: ECDSA P-256, P-384 and P-521, RSA from 2048 bits on, Ed25519.
 * Throws `InputError` TRUST_KEY_INVALID.
 */
export function readPublicKey({ name, pem }: PublicKeyText): TrustedKey {
  if (pem.includes('PRIVATE KEY')) throw invalid(name, 'it is a private key, and has no place in a policy');
  const key = parse(name, pem);
  if (schemesOf(key).length === 0) throw invalid(name, `keys of this type are not supported`);
  return { name, key };
}

/** Whether the key made the signature over the bytes. What does not parse was not made with it. */
export function isSignedBy(key: KeyObject, bytes: Buffer, signature: Buffer): boolean {
  const isSigned = schemesOf(key).some(({ hash, padding }) =>
    verify(hash, bytes, padding === null ? key : { key, padding }, signature),
  );
  return isSigned || (key.asymmetricKeyType === 'ed25519' && isEd25519phSignedBy(key, bytes, signature));
}

/** How bundles name a key: the digest of its DER form. */
export function keyHintOf(key: KeyObject): string {
  return createHash('sha256').update(keyDer(key)).digest('base64');
}

export function keyDer(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

interface Scheme {
  /** Null: the algorithm has its own. */
  readonly hash: string | null;
  readonly padding: number | null;
}

const MIN_RSA_BITS = 2048;
const ED25519: readonly Scheme[] = [{ hash: null, padding: null }];
const RSA: readonly Scheme[] = [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING].flatMap(
  (padding) => ['sha256', 'sha384', 'sha512'].map((hash) => ({ hash, padding })),
);
/** Cosign up to version 2 used SHA-256 with every curve; Sigstore's registry of algorithms has one for each. */
const CURVES: Readonly<Record<string, readonly Scheme[]>> = {
  prime256v1: [{ hash: 'sha256', padding: null }],
  secp384r1: ['sha384', 'sha256'].map((hash) => ({ hash, padding: null })),
  secp521r1: ['sha512', 'sha256'].map((hash) => ({ hash, padding: null })),
};

function schemesOf({
  asymmetricKeyType: type,
  asymmetricKeyDetails: details = {},
}: KeyObject): readonly Scheme[] {
  if (type === 'ed25519') return ED25519;
  if (type === 'rsa') return Number(details.modulusLength) >= MIN_RSA_BITS ? RSA : [];
  return type === 'ec' ? (CURVES[String(details.namedCurve)] ?? []) : [];
}

function parse(name: string, pem: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (error) {
    throw invalid(name, errorText(error));
  }
}

function invalid(name: string, reason: string): InputError {
  return new InputError(
    'TRUST_KEY_INVALID',
    `${plain(name, 200)}: this is no public key: ${plain(reason, 200)}`,
    {
      hint: 'Give a public key in PEM form: ECDSA P-256, P-384 or P-521, RSA from 2048 bits on, or Ed25519.',
    },
  );
}
