import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { InputError, VerificationError } from '../../../../model/errors.ts';

/** Hash for each kind of key; Ed25519 has its own inside. Source: RFC 8032, 5.1; FIPS 186-5, 6. */
const HASHES: ReadonlyMap<string, string | null> = new Map([
  ['ed25519', null],
  ['ec', 'sha256'],
]);

/** Signs the bytes of a manifest; base64. Throws `InputError` ADVISORIES_KEY_INVALID. */
export function signManifest(manifest: Buffer, privateKeyPem: string): string {
  const key = readKey(privateKeyPem, createPrivateKey, 'private');
  return sign(hashOf(key), manifest, key).toString('base64');
}

/**
 * Throws `VerificationError` ADVISORIES_UNSIGNED, ADVISORIES_SIGNATURE_INVALID, `InputError`
 * ADVISORIES_KEY_INVALID. `path` is for messages.
 */
export function verifyManifest(input: {
  readonly manifest: Buffer;
  readonly signature: string | null;
  readonly publicKeyPem: string;
  readonly path: string;
}): void {
  const { manifest, signature, publicKeyPem, path } = input;
  const key = readKey(publicKeyPem, createPublicKey, 'public');
  if (signature === null) {
    throw new VerificationError('ADVISORIES_UNSIGNED', `${path}: the bundle is not signed`, {
      hint: 'Build it with --sign-key, or take away advisories-key to use it as it is.',
    });
  }
  if (verify(hashOf(key), manifest, key, Buffer.from(signature, 'base64'))) return;
  throw new VerificationError(
    'ADVISORIES_SIGNATURE_INVALID',
    `${path}: the signature of the bundle is not by the key that is trusted, or the manifest was changed`,
    { hint: 'Fetch the bundle again from whom you trust, and check advisories-key.' },
  );
}

/** Throws `InputError` ADVISORIES_KEY_INVALID for what is no key that can be used. */
export function checkPublicKey(publicKeyPem: string): void {
  readKey(publicKeyPem, createPublicKey, 'public');
}

function readKey(pem: string, create: (pem: string) => KeyObject, kind: 'private' | 'public'): KeyObject {
  const wrong = (cause?: unknown): InputError =>
    new InputError('ADVISORIES_KEY_INVALID', `not a ${kind} key in PEM form, of Ed25519 or ECDSA`, {
      cause,
      hint: 'Make one with: openssl genpkey -algorithm ed25519 -out key.pem; openssl pkey -in key.pem -pubout.',
    });
  if (kind === 'public' && pem.includes('PRIVATE KEY')) throw wrong();
  let key: KeyObject;
  try {
    key = create(pem);
  } catch (error) {
    throw wrong(error);
  }
  if (!HASHES.has(key.asymmetricKeyType ?? '')) throw wrong();
  return key;
}

function hashOf(key: KeyObject): string | null {
  return HASHES.get(key.asymmetricKeyType ?? '') ?? null;
}
