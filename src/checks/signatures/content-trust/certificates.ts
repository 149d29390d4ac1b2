import type { X509Certificate } from 'node:crypto';
import { X509Certificate as DecodedCertificate } from '@sigstore/core';

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
 * a certificate authority that is valid now and may stand so far up. Source: RFC 5280, section 6.1.
 */
export function leadsTo(
  anchors: readonly X509Certificate[],
  certificates: readonly X509Certificate[],
  now: Date,
): boolean {
  let level = certificates.slice(0, 1);
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

function mayStand({ raw }: X509Certificate, below: number): boolean {
  const limit = DecodedCertificate.parse(Buffer.from(raw)).extBasicConstraints?.pathLenConstraint;
  return limit === undefined || limit >= BigInt(below);
}
