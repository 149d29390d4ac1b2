import { createHash } from 'node:crypto';
import { certificateKey, verifySigningCertificate } from './certificate.ts';
import { refused } from './codes.ts';
import type { CertificateClaims } from './identity/claims.ts';
import { certificateClaims } from './identity/claims.ts';
import type { LoggedEntry, Signer } from './log-entry.ts';
import { verifyLogEntry } from './log-entry.ts';
import type { Material } from './material.ts';
import { signedBytes, stampedBytes } from './material.ts';
import type { TrustedKey } from './public-key.ts';
import { isSignedBy, keyHintOf } from './public-key.ts';
import type { SigstoreRoot } from './root.ts';
import { verifyTimestamp } from './timestamp.ts';

/** What is known of a signature that holds. Made here and nowhere else. */
export interface VerifiedMaterial {
  /** Earliest time that a log or a time stamp vouches for; null: none does. */
  readonly signedAt: Date | null;
  /** `rekor.sigstore.dev 123456` */
  readonly log: string | null;
}

export interface KeyNeed {
  /** One of these must have made it. */
  readonly keys: readonly TrustedKey[];
  /** How many transparency logs must have an entry. */
  readonly logs: number;
}

export interface CertificateNeed {
  /** As for a key. With none, time stamps are all that tells the time. */
  readonly logs: number;
  /** How many logs of certificates must vouch for the certificate. */
  readonly certificateLogs: number;
}

/**
 * Verifies a signature by one of the keys, and everything that came with it: what is there must hold, needed or not.
 * What was signed is not looked at. Throws a refusal.
 */
export function verifyKeyed(
  material: Material,
  { keys, logs }: KeyNeed,
  root: SigstoreRoot,
): VerifiedMaterial & { readonly keyName: string } {
  checkDigest(material);
  const { key, name } = makerOf(material, keys);
  const { times, log } = witnesses(material, { key, certificate: null }, logs, root);
  const [signedAt = null] = times;
  return { keyName: name, signedAt, log };
}

/** As `verifyKeyed`, by the holder of a certificate that an authority of the trusted root issued. */
export function verifyCertified(
  material: Material,
  { logs, certificateLogs }: CertificateNeed,
  root: SigstoreRoot,
): VerifiedMaterial & { readonly signedAt: Date; readonly claims: CertificateClaims } {
  const { content, certificate } = material;
  if (certificate === null) {
    throw refused(
      'SIGSTORE_CERTIFICATE_MISSING',
      'it was made with a key; a certificate of Sigstore is asked for',
    );
  }
  checkDigest(material);
  const key = certificateKey(certificate);
  if (!isSignedBy(key, signedBytes(content), content.signature)) {
    throw refused('SIGSTORE_SIGNATURE_INVALID', 'the signature does not hold: what was signed has changed');
  }
  const { times, log } = witnesses(material, { key, certificate }, logs, root);
  const [signedAt] = times;
  if (signedAt === undefined) {
    throw refused('SIGSTORE_TIME_MISSING', 'nothing tells when the signature was made, and certificates end');
  }
  verifySigningCertificate(certificate, { times, certificateLogs }, root);
  return { claims: certificateClaims(certificate), signedAt, log };
}

function checkDigest({ content }: Material): void {
  if (content.kind !== 'message') return;
  const { algorithm, value } = content.digest;
  if (algorithm === null || !createHash(algorithm).update(content.bytes).digest().equals(value)) {
    throw refused('SIGSTORE_DIGEST_OTHER', 'the digest in the bundle is not that of what should be signed');
  }
}

function makerOf({ content, keyHint, certificate }: Material, keys: readonly TrustedKey[]): TrustedKey {
  const bytes = signedBytes(content);
  const maker = keys.find(({ key }) => isSignedBy(key, bytes, content.signature));
  if (maker !== undefined) return maker;
  const claimed = keys.find(({ key }) => keyHintOf(key) === keyHint);
  if (claimed !== undefined) {
    throw refused('SIGSTORE_SIGNATURE_INVALID', `it names the key ${claimed.name}, which did not make it`);
  }
  const other = certificate === null ? 'another key' : 'a certificate';
  throw refused(
    'SIGSTORE_KEY_OTHER',
    `none of the keys made it: ${other} did, or what was signed has changed`,
  );
}

/** Everyone who vouches for the signature; earliest time first. */
function witnesses(
  material: Material,
  signer: Signer,
  logs: number,
  root: SigstoreRoot,
): { readonly times: readonly Date[]; readonly log: string | null } {
  const entries = verifyLogEntries(material, signer, root);
  const stamps = verifyTimestamps(material, root);
  if (entries.length < logs) {
    throw refused('SIGSTORE_LOG_MISSING', 'no transparency log has an entry for the signature');
  }
  const times = [...stamps, ...entries.flatMap(({ time }) => time ?? [])];
  // A log that ended may not take in more, and a proof alone does not tell when it was made.
  if (!entries.every(({ wasInUse }) => times.every(wasInUse))) {
    throw refused('SIGSTORE_LOG_UNTRUSTED', 'the log was not in use when the signature was made');
  }
  const [log = null] = entries.map((entry) => entry.log);
  return { times: times.toSorted((a, b) => a.getTime() - b.getTime()), log };
}

function verifyTimestamps({ content, timestamps }: Material, root: SigstoreRoot): readonly Date[] {
  if (new Set(timestamps.map((der) => der.toString('base64'))).size < timestamps.length) {
    throw refused('SIGSTORE_TIMESTAMP_REPEATED', 'one time stamp is there twice');
  }
  return timestamps.map((der) => verifyTimestamp(der, stampedBytes(content), root.material));
}

function verifyLogEntries(
  { content, logEntries }: Material,
  signer: Signer,
  root: SigstoreRoot,
): readonly LoggedEntry[] {
  const seen = logEntries.map(({ logId, canonicalizedBody }) =>
    [logId.keyId, canonicalizedBody].map((bytes) => bytes.toString('base64')).join(' '),
  );
  if (new Set(seen).size < seen.length) {
    throw refused('SIGSTORE_LOG_ENTRY_REPEATED', 'one entry of the log is there twice');
  }
  return logEntries.map((entry) => verifyLogEntry(entry, content, signer, root));
}
