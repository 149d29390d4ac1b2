import { constants, createHash, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { CertificateParts, KeyKind, TestCertificate } from './x509-ca.ts';
import { makeCertificate, makeKey } from './x509-ca.ts';

/** A key of content trust that can sign. */
export interface NotaryKey {
  readonly id: string;
  /** As metadata holds it. */
  readonly entry: {
    readonly keytype: string;
    readonly keyval: { readonly private: null; readonly public: string };
  };
  readonly method: string;
  readonly key: KeyObject;
  sign(bytes: Buffer): Buffer;
}

/** A bare key. */
export function notaryKey(from: KeyKind | KeyObject = 'p256', method?: string): NotaryKey {
  const key = typeof from === 'object' ? from : makeKey(from);
  const type = typeOf(key);
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // An Ed25519 key stands as its 32 bytes alone.
  return withText(key, { type, bytes: type === 'ed25519' ? spki.subarray(-32) : spki, method });
}

/** A key in a certificate, with what else should be in the bundle. */
export function certifiedKey(
  commonName: string | CertificateParts['subject'],
  parts: Partial<CertificateParts> = {},
  bundle: readonly TestCertificate[] = [],
): NotaryKey {
  const subject = typeof commonName === 'string' ? ([['CN', commonName]] as const) : commonName;
  const certificate = makeCertificate({ subject, ...parts });
  const pem = [certificate, ...bundle].map((one) => one.pem).join('');
  return withText(certificate.key, { type: `${typeOf(certificate.key)}-x509`, bytes: Buffer.from(pem) });
}

/** Any text as a key of any type, under the id that it has; signs with `key`. */
export function withText(
  key: KeyObject,
  {
    type,
    bytes,
    method = METHODS[typeOf(key)],
  }: { type: string; bytes: Buffer; method?: string | undefined },
): NotaryKey {
  const entry = { keytype: type, keyval: { private: null, public: bytes.toString('base64') } };
  const id = createHash('sha256').update(canonicalText(entry)).digest('hex');
  return { id, entry, method: method ?? '', key, sign: (data) => signWith(key, method ?? '', data) };
}

/** Canonical form, for what has plain texts and whole numbers. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

type KeyType = 'ecdsa' | 'rsa' | 'ed25519';

const METHODS: Readonly<Record<KeyType, string>> = { ecdsa: 'ecdsa', rsa: 'rsapss', ed25519: 'eddsa' };

function typeOf(key: KeyObject): KeyType {
  if (key.asymmetricKeyType === 'ec') return 'ecdsa';
  return key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ed25519';
}

function signWith(key: KeyObject, method: string, data: Buffer): Buffer {
  if (method === 'eddsa') return sign(null, data, key);
  if (method === 'ecdsa') return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  const padding = method === 'rsapss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  return sign('sha256', data, { key, padding, ...(method === 'rsapss' ? { saltLength: 32 } : {}) });
}
