import type { KeyObject } from 'node:crypto';
import { X509Certificate } from 'node:crypto';
import { X509Certificate as SigstoreCertificate } from '@sigstore/core';
import { verifyCertificate } from '@sigstore/verify/dist/key/index.js';
import { errorText } from '../../../model/errors.ts';
import { refused } from './codes.ts';
import type { SigstoreRoot } from './root.ts';

/**
 * The key of a certificate; nothing is verified. Node looks for a PEM text anywhere in the bytes before it takes them
 * for DER: with one inside, the key would be of one certificate and the identity of another. Throws a refusal.
 */
export function certificateKey(der: Buffer): KeyObject {
  const { raw, publicKey } = parse(der);
  if (raw.equals(der)) return publicKey;
  throw refused('SIGSTORE_CERTIFICATE_INVALID', 'the certificate holds something else beside it');
}

function parse(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw refused('SIGSTORE_CERTIFICATE_INVALID', `the certificate cannot be read: ${errorText(error)}`);
  }
}

export interface CertificateNeed {
  /** When the signature was made, by those who vouch for it. At least one. */
  readonly times: readonly Date[];
  /** How many logs of certificates must vouch for it. */
  readonly certificateLogs: number;
}

/**
 * Verifies that an authority of the trusted root issued the certificate for signing code, that it was valid at every
 * one of the times, and that logs of certificates hold it. Throws a refusal.
 * Source: sigstore/architecture-docs, client-spec.md, "Certificate"; RFC 6962, section 3.2.
 */
export function verifySigningCertificate(
  der: Buffer,
  need: CertificateNeed,
  { material }: SigstoreRoot,
): void {
  const { times, certificateLogs } = need;
  const { ca, keyUsage: usages } = new X509Certificate(der);
  // Node calls the extended key usage so.
  if (ca || !usages?.includes(CODE_SIGNING)) {
    throw refused('SIGSTORE_CERTIFICATE_USAGE', 'the certificate is not for signing code');
  }
  const { leaf, from, to } = readCertificate(der);
  const wrong = times.find((time) => time < from || time > to);
  if (wrong !== undefined) {
    const text = `the signature was made at ${wrong.toISOString()}, when its certificate was not valid`;
    throw refused('SIGSTORE_CERTIFICATE_TIME', text);
  }
  const { scts } = issued(leaf, times, material);
  if (scts.length < certificateLogs) {
    throw refused('SIGSTORE_SCT_MISSING', 'no log of certificates vouches for the certificate');
  }
}

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

interface ReadCertificate {
  readonly leaf: SigstoreCertificate;
  readonly from: Date;
  readonly to: Date;
}

function readCertificate(der: Buffer): ReadCertificate {
  try {
    const leaf = SigstoreCertificate.parse(Buffer.from(der));
    return { leaf, from: leaf.notBefore, to: leaf.notAfter };
  } catch (error) {
    throw refused('SIGSTORE_CERTIFICATE_INVALID', `the certificate cannot be read: ${errorText(error)}`);
  }
}

function issued(
  leaf: SigstoreCertificate,
  times: readonly Date[],
  material: SigstoreRoot['material'],
): ReturnType<typeof verifyCertificate> {
  try {
    return verifyCertificate(leaf, [...times], material);
  } catch (error) {
    const text = errorText(error);
    const code = text.includes('SCT') ? 'SIGSTORE_SCT_INVALID' : 'SIGSTORE_CERTIFICATE_UNTRUSTED';
    throw refused(code, `the certificate is not vouched for: ${text}`);
  }
}
