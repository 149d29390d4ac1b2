import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { LIMITS } from '../../../util/limits.ts';
import { canonicalJson } from './canonical.ts';

export type KeyKind = 'ecdsa' | 'rsa' | 'ed25519';

/** A key of the metadata that can verify. */
export interface MetadataKey {
  readonly id: string;
  /** The id of the bare key: equal for all certificates of one key. */
  readonly canonicalId: string;
  /** Equal for one key however it is written: who signs twice counts once. */
  readonly identity: string;
  readonly kind: KeyKind;
  readonly key: KeyObject;
  /** The leaf first; empty for a bare key. */
  readonly certificates: readonly X509Certificate[];
}

/** `keytype` and `keyval.public` of the metadata. */
export interface KeyText {
  readonly type: string;
  /** Base64. */
  readonly text: string;
}

/** Hexadecimal. Source: Notary, "tuf/data": the SHA-256 of the key's canonical form without its private half. */
export function keyId({ type, text }: KeyText): string {
  const form = canonicalJson({ keytype: type, keyval: { private: null, public: text } });
  return createHash('sha256').update(form).digest('hex');
}

/** Null: it is of a kind that is not known, too weak, or broken; its signatures count for nothing. */
export function readKey({ type, text }: KeyText): MetadataKey | null {
  try {
    const bytes = Buffer.from(text, 'base64');
    const certificates = type.endsWith('-x509') ? readCertificates(bytes) : null;
    const key = certificates === null ? readBare(type, bytes) : leafKey(certificates);
    const jwk = key.export({ format: 'jwk' });
    const kind = kindOf(jwk);
    if (kind === null || (type !== kind && type !== `${kind}-x509`)) return null;
    const canonical =
      kind === 'ed25519' ? text : key.export({ type: 'spki', format: 'der' }).toString('base64');
    return {
      id: keyId({ type, text }),
      canonicalId: keyId({ type: kind, text: canonical }),
      identity: JSON.stringify(jwk),
      kind,
      key,
      certificates: certificates ?? [],
    };
  } catch {
    return null;
  }
}

/** The certificates of a PEM text, in their order; empty when there is none. Throws for one that is broken, and for too many. */
export function readCertificates(pem: Buffer): readonly X509Certificate[] {
  const blocks = pem.toString('latin1').match(CERTIFICATE) ?? [];
  if (blocks.length > LIMITS.contentTrustCertificates.value)
    throw new TypeError('there are too many certificates');
  return blocks.map((block) => new X509Certificate(block));
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/gu;
const CURVES: ReadonlySet<unknown> = new Set(['P-256', 'P-384', 'P-521']);
/** 2048 bits at least; more than 16384 only take time. */
const MIN_RSA_BYTES = 256;
const MAX_RSA_BYTES = 2048;

/** Whether a key is of a kind that is known, and not too weak. Throws for some that are not. */
export function isStrong(key: KeyObject): boolean {
  return kindOf(key.export({ format: 'jwk' })) !== null;
}

function leafKey(certificates: readonly X509Certificate[]): KeyObject {
  const [leaf] = certificates;
  if (leaf === undefined) throw new TypeError('there is no certificate');
  return leaf.publicKey;
}

function readBare(type: string, bytes: Buffer): KeyObject {
  if (type !== 'ed25519') return createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function kindOf({ kty, crv, n = '' }: JsonWebKey): KeyKind | null {
  if (kty === 'EC') return CURVES.has(crv) ? 'ecdsa' : null;
  if (kty === 'OKP') return crv === 'Ed25519' ? 'ed25519' : null;
  const { length } = Buffer.from(n, 'base64url');
  return length >= MIN_RSA_BYTES && length <= MAX_RSA_BYTES ? 'rsa' : null;
}
