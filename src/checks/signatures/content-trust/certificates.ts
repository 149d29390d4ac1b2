import type { X509Certificate } from 'node:crypto';
import { context, Fields, inside, readDer, TAG } from '../notation/x509/der.ts';
import type { Extensions } from '../notation/x509/extensions.ts';
import { readExtensions, understand } from '../notation/x509/extensions.ts';
import { isStrong } from './keys.ts';

/** Whether a certificate is for a repository: its common name is the repository's, or a beginning of it with a `*`. */
export function isForRepository(certificate: X509Certificate, gun: string): boolean {
  // Several names are a list here, and no subject is undefined.
  const subject: { readonly CN?: unknown } | undefined = certificate.toLegacyObject().subject;
  const name = subject?.CN;
  if (typeof name !== 'string') return false;
  return name === gun || (name.endsWith('*') && gun.startsWith(name.slice(0, -1)));
}

export function isValidAt(certificate: X509Certificate, now: Date): boolean {
  return certificate.validFromDate <= now && now <= certificate.validToDate;
}

/** False for SHA-1 and older, and for what is not known. */
export function isSoundlySigned({ signatureAlgorithmOid }: X509Certificate): boolean {
  return SOUND.has(signatureAlgorithmOid);
}

/**
 * Whether the first certificate leads to one of the anchors, through the others in any order. Each step is signed by
 * a certificate authority that is valid now, has a strong key and may stand so far up; none has a critical extension
 * that is not looked at, such as constraints of names. The first is for signing, when it says what it is for.
 * Source: RFC 5280, section 6.1.
 */
export function leadsTo(
  anchors: readonly X509Certificate[],
  certificates: readonly X509Certificate[],
  now: Date,
): boolean {
  let level = certificates.slice(0, 1).filter(mayEnd);
  let left = certificates.slice(1);
  for (let below = 0; level.length > 0; below++) {
    const issues = (issuer: X509Certificate): boolean =>
      level.some((one) => isIssuer(issuer, one, { below, now }));
    if (anchors.some(issues)) return true;
    level = left.filter(issues);
    left = left.filter((one) => !level.includes(one));
  }
  return false;
}

// ECDSA and RSA (PKCS #1 v1.5) with SHA-256, SHA-384 and SHA-512; Ed25519.
const SOUND: ReadonlySet<string | undefined> = new Set([
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.3.101.112',
]);

/** `below`: how many certificate authorities are between it and the end. */
function isIssuer(
  issuer: X509Certificate,
  certificate: X509Certificate,
  { below, now }: { readonly below: number; readonly now: Date },
): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return false;
  return isSoundlySigned(certificate) && isValidAt(issuer, now) && mayStand(issuer, below);
}

function mayEnd(certificate: X509Certificate): boolean {
  return isUnderstood(certificate, ({ keyUsage }) => keyUsage?.bits.has(DIGITAL_SIGNATURE) ?? true);
}

function mayStand(certificate: X509Certificate, below: number): boolean {
  return isUnderstood(certificate, ({ basicConstraints }) => {
    const limit = basicConstraints?.pathLength ?? null;
    return isStrong(certificate.publicKey) && (limit === null || limit >= below);
  });
}

const DIGITAL_SIGNATURE = 0;

/** Whether everything critical in it is looked at, and the rest fits; one that cannot be read does not. */
function isUnderstood({ raw }: X509Certificate, fits: (extensions: Extensions) => boolean): boolean {
  try {
    const tbs = new Fields(readDer(Buffer.from(raw))).take(TAG.sequence);
    // A certificate of version 1 has none.
    const list = inside(tbs).find(({ tag }) => tag === context(3));
    const extensions = understand(
      readExtensions(list === undefined ? null : new Fields(list, context(3)).any()),
    );
    return extensions.unknownCritical.length === 0 && fits(extensions);
  } catch {
    return false;
  }
}
