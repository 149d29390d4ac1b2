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
const D = 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n;
const SQRT_MINUS_1 = 0x2b8324804fc1df0b2b4d00993dfbd7a72f431806ad2fe478c4ee1b274a0ea0b0n;
const NEUTRAL: Point = { x: 0n, y: 1n, z: 1n, t: 0n };
const BASE: Point = {
  x: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  y: 0x6666666666666666666666666666666666666666666666666666666666666658n,
  z: 1n,
  t: 0x67875f0fd78b766566ea4e8e64abe37d20f09f80775152f56dde8ab3a5b7dda3n,
};
/** `dom2` with the flag for the digest and no context. Source: RFC 8032, section 2. */
const DOMAIN = Buffer.from('SigEd25519 no Ed25519 collisions\u0001\u0000', 'latin1');

function decode(bytes: Buffer): Point | null {
  const value = littleEndian(bytes);
  const y = mod(value % SIGN_BIT);
  const isOdd = value >= SIGN_BIT;
  const square = mod((y * y - 1n) * power(mod(D * y * y + 1n), PRIME - 2n));
  const root = power(square, (PRIME + 3n) / 8n);
  const x = [root, mod(root * SQRT_MINUS_1)].find((one) => mod(one * one) === square);
  if (x === undefined || (x === 0n && isOdd)) return null;
  const signed = (x % 2n === 1n) === isOdd ? x : mod(-x);
  return { x: signed, y, z: 1n, t: mod(signed * y) };
}

function encode({ x, y, z }: Point): Buffer {
  const inverse = power(z, PRIME - 2n);
  const value = mod(y * inverse) + (mod(x * inverse) % 2n) * SIGN_BIT;
  return Buffer.from(Buffer.from(value.toString(16).padStart(2 * SIZE, '0'), 'hex').toReversed());
}

/** Of any two points, also of equal ones. Source: RFC 8032, section 5.1.4. */
function add(one: Point, other: Point): Point {
  const a = mod((one.y - one.x) * (other.y - other.x));
  const b = mod((one.y + one.x) * (other.y + other.x));
  const c = mod(2n * D * one.t * other.t);
  const d = mod(2n * one.z * other.z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) };
}

function negate({ x, y, z, t }: Point): Point {
  return { x: mod(-x), y, z, t: mod(-t) };
}

/** All that comes in is public, so it need not take the same time for every scalar. */
function multiply(point: Point, scalar: bigint): Point {
  let sum = NEUTRAL;
  let doubled = point;
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest % 2n === 1n) sum = add(sum, doubled);
    doubled = add(doubled, doubled);
  }
  return sum;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let squared = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest % 2n === 1n) result = mod(result * squared);
    squared = mod(squared * squared);
  }
  return result;
}

function mod(value: bigint): bigint {
  const rest = value % PRIME;
  return rest < 0n ? rest + PRIME : rest;
}

function littleEndian(bytes: Buffer): bigint {
  return BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
}

function sha512(...parts: readonly Buffer[]): Buffer {
  return createHash('sha512').update(Buffer.concat(parts)).digest();
}
