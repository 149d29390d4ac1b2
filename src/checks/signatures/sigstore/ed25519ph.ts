import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';

/**
 * Whether an Ed25519 key made the signature over the SHA-512 digest of the bytes: what cosign 3 makes with such keys, and
 * node:crypto does not verify. Source: RFC 8032, section 5.1.
 */
export function isEd25519phSignedBy(key: KeyObject, bytes: Buffer, signature: Buffer): boolean {
  if (signature.length !== 2 * SIZE) return false;
  const publicKey = Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');
  const challenge = sha512(DOMAIN, signature.subarray(0, SIZE), publicKey, sha512(bytes));
  return holdsEd25519(publicKey, signature, challenge);
}

/** The equation that every form of Ed25519 ends with: `[S]B = R + [challenge]A`, as encoded. */
export function holdsEd25519(publicKey: Buffer, signature: Buffer, challenge: Buffer): boolean {
  const scalar = littleEndian(signature.subarray(SIZE));
  const point = decode(publicKey);
  if (scalar >= ORDER || point === null) return false;
  const expected = add(multiply(BASE, scalar), multiply(negate(point), littleEndian(challenge) % ORDER));
  return encode(expected).equals(signature.subarray(0, SIZE));
}

/** In extended coordinates: x = X/Z, y = Y/Z, XY = ZT. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  readonly t: bigint;
}

const SIZE = 32;
const SIGN_BIT = 1n << 255n;
const PRIME = SIGN_BIT - 19n;
const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n));
const SQRT_MINUS_1 = power(2n, (PRIME - 1n) / 4n);
const NEUTRAL: Point = { x: 0n, y: 1n, z: 1n, t: 0n };
const BASE = basePoint();
/** dom2(1, ""). */
const DOMAIN = Buffer.from('SigEd25519 no Ed25519 collisions\u0001\u0000', 'latin1');
