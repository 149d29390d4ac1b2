import { constants, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** How a key of one kind and size signs: the key alone decides. */
export interface Algorithm {
  /** `alg` of JWS. Source: RFC 7518, section 3.1. */
  readonly jws: string;
  /** `alg` of COSE. Source: RFC 9053, section 2.1; RFC 8230, section 2. */
  readonly cose: number;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
}

/**
 * The algorithm of a key; null for a key that the Notary Project does not sign with.
 * Source: Notary Project, signature specification 1.1, "algorithm selection".
 */
export function algorithmOf(key: KeyObject): Algorithm | null {
  const { modulusLength, namedCurve } = { modulusLength: 0, namedCurve: '', ...key.asymmetricKeyDetails };
  return ALGORITHMS.get(`${key.asymmetricKeyType} ${namedCurve}${modulusLength}`) ?? null;
}

/** Whether `key` made the signature, by its one algorithm. */
export function holds({ hash }: Algorithm, key: KeyObject, signed: Buffer, signature: Buffer): boolean {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  // OpenSSL takes what is for keys of the other kind as not said.
  const options = { key, dsaEncoding: 'ieee-p1363' as const };
  return verify(
    hash,
    signed,
    key.asymmetricKeyType === 'rsa' ? { ...options, padding, saltLength } : options,
    signature,
  );
}

const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map([
  ['rsa 2048', { jws: 'PS256', cose: -37, hash: 'sha256' }],
  ['rsa 3072', { jws: 'PS384', cose: -38, hash: 'sha384' }],
  ['rsa 4096', { jws: 'PS512', cose: -39, hash: 'sha512' }],
  ['ec prime256v10', { jws: 'ES256', cose: -7, hash: 'sha256' }],
  ['ec secp384r10', { jws: 'ES384', cose: -35, hash: 'sha384' }],
  ['ec secp521r10', { jws: 'ES512', cose: -36, hash: 'sha512' }],
] as const);
