import { constants, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Der } from './der.ts';
import { Fields, TAG, context } from './der.ts';
import { oidOf, smallOf } from './primitives.ts';

/** Something that was signed, as certificates, revocation lists and OCSP answers are. */
export interface SignedText {
  /** The bytes that were signed. */
  readonly text: Buffer;
  /** AlgorithmIdentifier. */
  readonly algorithm: Der;
  readonly signature: Buffer;
}

export type Sha2 = 'sha256' | 'sha384' | 'sha512';

/** The SHA-2 hash that an AlgorithmIdentifier names; throws for another, SHA-1 above all. */
export function hashOf(algorithm: Der): Sha2 {
  const oid = oidOf(new Fields(algorithm).take(TAG.oid));
  const hash = HASHES.get(oid);
  if (hash === undefined) throw new Error(`the hash ${oid} is not accepted`);
  return hash;
}

/**
 * Throws unless `key` made the signature, with SHA-2. `digest` is what plain `rsaEncryption` is used with in CMS.
 * Source: RFC 5754 (SHA-2 in CMS), RFC 4055 (RSA), RFC 5758 (ECDSA).
 */
export function verifySigned(
  { text, algorithm, signature }: SignedText,
  key: KeyObject,
  digest?: Sha2,
): void {
  const fields = new Fields(algorithm);
  const oid = oidOf(fields.take(TAG.oid));
  const scheme = oid === RSA_PSS ? pss(fields.any()) : SCHEMES.get(oid);
  const hash = oid === RSA_PLAIN ? digest : scheme?.hash;
  if (hash === undefined) throw new Error(`signatures by ${oid} are not accepted`);
  const isEc = scheme?.type === 'ec';
  if (key.asymmetricKeyType !== (isEc ? 'ec' : 'rsa'))
    throw new Error('the signature is not by this kind of key');
  const padding = isEc ? {} : { padding: constants.RSA_PKCS1_PADDING, ...scheme?.padding };
  if (!verify(hash, text, { key, ...padding }, signature)) throw new Error('the signature does not hold');
}

interface Scheme {
  readonly type: 'ec' | 'rsa';
  readonly hash: Sha2;
  readonly padding?: { readonly padding: number; readonly saltLength: number };
}

const RSA_PLAIN = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';
const HASHES: ReadonlyMap<string, Sha2> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);
const SCHEMES: ReadonlyMap<string, Scheme> = new Map([
  ['1.2.840.113549.1.1.11', { type: 'rsa', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { type: 'rsa', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { type: 'rsa', hash: 'sha512' }],
  ['1.2.840.10045.4.3.2', { type: 'ec', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { type: 'ec', hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { type: 'ec', hash: 'sha512' }],
]);

/** Source: RFC 4055, section 3.1; what is left out there means SHA-1, and is refused. */
function pss(parameters: Der): Scheme {
  const fields = new Fields(parameters);
  const hash = hashOf(new Fields(fields.take(context(0)), context(0)).any());
  const mask = new Fields(new Fields(fields.take(context(1)), context(1)).any());
  if (oidOf(mask.take(TAG.oid)) !== MGF1 || hashOf(mask.any()) !== hash) {
    throw new Error('RSASSA-PSS with another mask than its hash');
  }
  const saltLength = smallOf(new Fields(fields.take(context(2)), context(2)).any());
  return { type: 'rsa', hash, padding: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } };
}
