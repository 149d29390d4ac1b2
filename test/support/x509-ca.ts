import { constants, createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { TAG } from '../../src/checks/signatures/notation/x509/der.ts';
import { der, derInteger } from '../../src/checks/signatures/notation/x509/write-der.ts';
import {
  DER_NULL,
  derAlgorithm,
  derBits,
  derBoolean,
  derFlags,
  derOid,
  derSequence,
  derTagged,
  derText,
  derTime,
} from './x509-der.ts';

export type KeyKind =
  'p256' | 'p384' | 'p521' | 'rsa2048' | 'rsa3072' | 'rsa4096' | 'rsa1024' | 'secp256k1' | 'ed25519';

export interface TestCertificate {
  readonly der: Buffer;
  readonly pem: string;
  readonly key: KeyObject;
  /** Name as DER. */
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly serial: bigint;
}

export type Extension = readonly [oid: string, critical: boolean, value: Buffer];

export interface CertificateParts {
  /** Attributes by object identifier, short name or both: `[['C', 'US'], ['CN', 'x']]`. */
  readonly subject: readonly (readonly [type: string, value: string])[];
  /** Null or left out: itself. */
  readonly issuer?: TestCertificate | null;
  readonly key?: KeyKind | KeyObject;
  readonly from?: Date;
  readonly to?: Date;
  readonly serial?: bigint;
  readonly extensions?: readonly Extension[];
  /** How the issuer signs. */
  readonly signing?: Signing;
  /** Changes the signed part before it is signed. */
  readonly edit?: (tbs: readonly Buffer[]) => readonly Buffer[];
}

export type Signing = 'sha256' | 'sha384' | 'sha512' | 'sha1' | 'pss' | 'plain';

const DAY = 24 * 3600 * 1000;
const NAMES: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
};

let serials = 1000n;

/** A certificate that is made here, with whatever it should have or lack. */
export function makeCertificate(parts: CertificateParts): TestCertificate {
  const { issuer = null, extensions = [], signing = 'sha256' } = parts;
  const { from = new Date(Date.now() - DAY), to = new Date(Date.now() + 365 * DAY) } = parts;
  const key = typeof parts.key === 'object' ? parts.key : makeKey(parts.key ?? 'p256');
  serials += 1n;
  const serial = parts.serial ?? serials;
  const subject = derName(parts.subject);
  const signer = issuer?.key ?? key;
  const algorithm = algorithmFor(signer, signing);
  const fields = [
    derTagged(0, derInteger(2n)),
    derInteger(serial),
    algorithm,
    issuer?.subject ?? subject,
    derSequence(derTime(whole(from)), derTime(whole(to))),
    subject,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    ...(extensions.length === 0 ? [] : [derTagged(3, derExtensions(extensions))]),
  ];
  const tbs = derSequence(...(parts.edit?.(fields) ?? fields));
  const bytes = derSequence(tbs, algorithm, derBits(signWith(signer, signing, tbs)));
  return { der: bytes, pem: pemOf(bytes), key, subject, issuer: issuer?.subject ?? subject, serial };
}

export function pemOf(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}(?=.)/gu, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

export function derName(parts: CertificateParts['subject']): Buffer {
  const sets = parts.map(([type, value]) =>
    der(TAG.set, derSequence(derOid(NAMES[type] ?? type), derText(value))),
  );
  return derSequence(...sets);
}

export function derExtensions(extensions: readonly Extension[]): Buffer {
  return derSequence(
    ...extensions.map(([oid, critical, value]) =>
      derSequence(derOid(oid), ...(critical ? [derBoolean(true)] : []), der(TAG.octets, value)),
    ),
  );
}

export function basicConstraints(ca: boolean, pathLength: number | null = null, critical = true): Extension {
  const length = pathLength === null ? [] : [derInteger(BigInt(pathLength))];
  return ['2.5.29.19', critical, derSequence(...(ca ? [derBoolean(true)] : []), ...length)];
}

/** Bits: 0 digitalSignature, 5 keyCertSign, 6 cRLSign. */
export function keyUsage(bits: readonly number[], critical = true): Extension {
  return ['2.5.29.15', critical, derFlags(bits)];
}

export function extendedKeyUsage(purposes: readonly string[], critical = false): Extension {
  return ['2.5.29.37', critical, derSequence(...purposes.map(derOid))];
}

/** Where OCSP is asked. */
export function authorityInformation(...urls: readonly string[]): Extension {
  const uris = urls.map((url) => derSequence(derOid('1.3.6.1.5.5.7.48.1'), der(0x86, Buffer.from(url))));
  return ['1.3.6.1.5.5.7.1.1', false, derSequence(...uris)];
}

/** Where lists of revoked certificates are. */
export function distributionPoints(...urls: readonly string[]): Extension {
  const points = urls.map((url) => derSequence(derTagged(0, derTagged(0, der(0x86, Buffer.from(url))))));
  return ['2.5.29.31', false, derSequence(...points)];
}

/** Validity is in whole seconds. */
function whole(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}

/** The AlgorithmIdentifier for what `signWith` makes. */
export function algorithmFor(key: KeyObject, signing: Signing): Buffer {
  if (signing === 'pss') return derAlgorithm('1.2.840.113549.1.1.10', PSS_SHA256);
  if (signing === 'plain') return derAlgorithm('1.2.840.113549.1.1.1', DER_NULL);
  if (key.asymmetricKeyType === 'ed25519') return derAlgorithm('1.3.101.112');
  const isEc = key.asymmetricKeyType === 'ec';
  const oid = (isEc ? EC_ALGORITHMS : RSA_ALGORITHMS)[signing];
  return derAlgorithm(oid, isEc ? null : DER_NULL);
}

export function signWith(key: KeyObject, signing: Signing, bytes: Buffer): Buffer {
  if (key.asymmetricKeyType === 'ed25519') return sign(null, bytes, key);
  const hash = signing === 'pss' || signing === 'plain' ? 'sha256' : signing;
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
  return sign(hash, bytes, signing === 'pss' ? { key, ...pss } : { key });
}

const RSA_ALGORITHMS = {
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const;
const EC_ALGORITHMS = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const;
const SHA256_ALGORITHM = derAlgorithm('2.16.840.1.101.3.4.2.1', DER_NULL);
const PSS_SHA256 = derSequence(
  derTagged(0, SHA256_ALGORITHM),
  derTagged(1, derAlgorithm('1.2.840.113549.1.1.8', SHA256_ALGORITHM)),
  derTagged(2, derInteger(32n)),
);

const rsaKeys = new Map<string, KeyObject>();

/** Keys of RSA take long to make: there is one of each size in a file of tests. */
export function makeKey(kind: KeyKind): KeyObject {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  if (!kind.startsWith('rsa')) {
    const curves: Readonly<Record<string, string>> = { p256: 'P-256', p384: 'P-384', p521: 'P-521' };
    return generateKeyPairSync('ec', { namedCurve: curves[kind] ?? kind }).privateKey;
  }
  const made =
    rsaKeys.get(kind) ?? generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(3)) }).privateKey;
  rsaKeys.set(kind, made);
  return made;
}

export function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
