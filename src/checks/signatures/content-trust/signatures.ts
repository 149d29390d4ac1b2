import { constants, verify } from 'node:crypto';
import { refuse } from './codes.ts';
import type { Envelope, MetadataSignature } from './envelope.ts';
import type { KeyKind, MetadataKey } from './keys.ts';

/** Who must sign. */
export interface SigningRole {
  /** By key id; null: it is named and cannot be used. */
  readonly keys: ReadonlyMap<string, MetadataKey | null>;
  /** How many different keys must sign; at least 1. */
  readonly threshold: number;
}

/**
 * Counts the keys of the role whose signature holds. Refuses with CONTENT_TRUST_THRESHOLD when they are too few, or
 * with what is wrong with a signature: CONTENT_TRUST_SIGNATURE, _METHOD or _KEY_UNUSABLE.
 */
export function requireSignatures(envelope: Envelope, { keys, threshold }: SigningRole): void {
  const signers = new Set<string>();
  const faults: Fault[] = [];
  for (const signature of envelope.signatures) {
    const key = keys.get(signature.keyId);
    // Whoever likes may add a signature; only those of the role's keys are looked at.
    if (key === undefined) continue;
    const outcome = signerOf(envelope.signedBytes, signature, key);
    if (typeof outcome === 'string') signers.add(outcome);
    else faults.push(outcome);
  }
  if (signers.size >= threshold) return;
  const [code, what] = faults.at(0) ?? FEW;
  const counts = `${signers.size} good signatures of the ${threshold} that are needed`;
  throw refuse(code, `${envelope.name}: ${what}: ${counts}`);
}

type Fault = readonly [
  code:
    | 'CONTENT_TRUST_SIGNATURE'
    | 'CONTENT_TRUST_METHOD'
    | 'CONTENT_TRUST_KEY_UNUSABLE'
    | 'CONTENT_TRUST_THRESHOLD',
  what: string,
];

const FEW: Fault = ['CONTENT_TRUST_THRESHOLD', 'too few of its keys have signed it'];
const BAD: Fault = ['CONTENT_TRUST_SIGNATURE', 'a signature does not hold'];
const METHOD: Fault = ['CONTENT_TRUST_METHOD', 'a signature is of a kind that its key does not make'];
const UNUSABLE: Fault = ['CONTENT_TRUST_KEY_UNUSABLE', 'a key is too weak or cannot be read'];

/** The kind of key that a method is made with, and how it is verified. Source: Notary, "tuf/signed". */
const METHODS: ReadonlyMap<string, { readonly kind: KeyKind; readonly check: Check }> = new Map([
  ['ecdsa', { kind: 'ecdsa', check: checkEcdsa }],
  ['rsapss', { kind: 'rsa', check: checkPss }],
  ['rsapkcs1v15', { kind: 'rsa', check: checkPkcs1 }],
  ['eddsa', { kind: 'ed25519', check: checkEddsa }],
]);

type Check = (data: Buffer, key: MetadataKey['key'], signature: Buffer) => boolean;

/** The identity of the key when its signature holds. */
function signerOf(
  data: Buffer,
  { method, bytes }: MetadataSignature,
  key: MetadataKey | null,
): string | Fault {
  if (key === null) return UNUSABLE;
  const way = METHODS.get(method);
  if (way === undefined || way.kind !== key.kind) return METHOD;
  return way.check(data, key.key, bytes) ? key.identity : BAD;
}

function checkEcdsa(data: Buffer, key: MetadataKey['key'], signature: Buffer): boolean {
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function checkPss(data: Buffer, key: MetadataKey['key'], signature: Buffer): boolean {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify('sha256', data, { key, padding, saltLength: SALT_BYTES }, signature);
}

const SALT_BYTES = 32;

function checkPkcs1(data: Buffer, key: MetadataKey['key'], signature: Buffer): boolean {
  return verify('sha256', data, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
}

function checkEddsa(data: Buffer, key: MetadataKey['key'], signature: Buffer): boolean {
  return verify(null, data, key, signature);
}
