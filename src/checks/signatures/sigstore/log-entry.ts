import type { KeyObject } from 'node:crypto';
import { X509Certificate, createHash, createPublicKey } from 'node:crypto';
import type { TransparencyLogEntry } from '@sigstore/bundle';
import { VerificationError } from '@sigstore/verify';
import { filterTLogAuthorities } from '@sigstore/verify/dist/trust/index.js';
import { verifyTLogInclusion } from '@sigstore/verify/dist/tlog/index.js';
import { errorText } from '../../../model/errors.ts';
import { plain } from '../../../util/escape.ts';
import { refused } from './codes.ts';
import type { LogBody, LogDigest, LogVerifier } from './log-body.ts';
import { readLogBody } from './log-body.ts';
import type { SignedContent } from './material.ts';
import { signedBytes } from './material.ts';
import { keyDer } from './public-key.ts';
import type { SigstoreRoot } from './root.ts';

/** Who made a signature, as far as it was verified. */
export interface Signer {
  readonly key: KeyObject;
  /** DER; null: a key alone. */
  readonly certificate: Buffer | null;
}

export interface LoggedEntry {
  /** `rekor.sigstore.dev 123456` */
  readonly log: string;
  /** When the log took it in, by its own signature; null: it does not vouch for a time. */
  readonly time: Date | null;
  /** Whether the log was in use then. */
  readonly wasInUse: (time: Date) => boolean;
}

/**
 * Verifies that a trusted log holds the entry, and that the entry is about this signature of this signer.
 * Throws a refusal. Source: sigstore/architecture-docs, client-spec.md, "Transparency log entry".
 */
export function verifyLogEntry(
  entry: TransparencyLogEntry,
  content: SignedContent,
  signer: Signer,
  root: SigstoreRoot,
): LoggedEntry {
  const { logId, logIndex, integratedTime, inclusionPromise, inclusionProof, kindVersion } = entry;
  if (!NUMBER.test(logIndex) || !NUMBER.test(integratedTime)) {
    throw refused('SIGSTORE_LOG_ENTRY_INVALID', 'index and time of an entry of the log must be numbers');
  }
  const name = root.logName(logId.keyId);
  if (name === null) {
    const id = plain(logId.keyId.toString('hex'), 70);
    throw refused('SIGSTORE_LOG_UNTRUSTED', `the trusted root does not know the log ${id}`);
  }
  const body = readLogBody(entry.canonicalizedBody);
  if (body.kind !== kindVersion.kind || body.version !== kindVersion.version) {
    const says = `${plain(kindVersion.kind, 50)} ${plain(kindVersion.version, 50)}`;
    throw refused('SIGSTORE_LOG_ENTRY_INVALID', `it should be ${says}, and is ${body.kind} ${body.version}`);
  }
  checkInclusion(entry, root);
  checkBody(body, content, signer);
  // Without a promise only the place in the tree is proven, and no time.
  const index = inclusionPromise === undefined ? inclusionProof?.logIndex : logIndex;
  const time = inclusionPromise === undefined ? null : new Date(Number(integratedTime) * 1000);
  return { log: `${name} ${index}`, time, wasInUse: (when) => wasInUse(root, logId.keyId, when) };
}

const NUMBER = /^\d{1,15}$/u;

function wasInUse({ material }: SigstoreRoot, id: Buffer, time: Date): boolean {
  return filterTLogAuthorities(material.tlogs, { logID: id, targetDate: time }).length > 0;
}

function checkInclusion(entry: TransparencyLogEntry, { material }: SigstoreRoot): void {
  try {
    verifyTLogInclusion(entry, material.tlogs);
  } catch (error) {
    const isPromise = error instanceof VerificationError && error.code === 'TLOG_INCLUSION_PROMISE_ERROR';
    const code = isPromise ? 'SIGSTORE_LOG_PROMISE_INVALID' : 'SIGSTORE_LOG_PROOF_INVALID';
    throw refused(code, `that the log holds the entry is not proven: ${errorText(error)}`);
  }
}

function checkBody({ signature, digest, verifier }: LogBody, content: SignedContent, signer: Signer): void {
  if (signature !== null && !signature.equals(content.signature)) {
    throw refused('SIGSTORE_LOG_ENTRY_OTHER', 'the entry of the log holds another signature');
  }
  const bytes = loggedBytes(digest, content);
  if (bytes === null || !createHash(digest.algorithm).update(bytes).digest().equals(digest.value)) {
    throw refused('SIGSTORE_LOG_ENTRY_OTHER', 'the entry of the log is about something else');
  }
  // Without this, anyone could log a signature of theirs as if it were another's.
  if (!isVerifier(verifier, signer)) {
    throw refused('SIGSTORE_LOG_KEY_OTHER', 'the entry of the log was made for another key or certificate');
  }
}

function loggedBytes({ of }: LogDigest, content: SignedContent): Buffer | null {
  if (of === 'signed') return signedBytes(content);
  if (content.kind !== 'envelope') return null;
  return of === 'payload' ? content.payload : content.raw;
}

function isVerifier(verifier: LogVerifier, { key, certificate }: Signer): boolean {
  try {
    if (certificate === null) return keyDer(loggedKey(verifier)).equals(keyDer(key));
    return loggedCertificate(verifier).equals(certificate);
  } catch {
    return false;
  }
}

function loggedKey(verifier: LogVerifier): KeyObject {
  if (verifier.form === 'pem') return createPublicKey(verifier.text);
  if (verifier.form === 'certificate') return new X509Certificate(verifier.der).publicKey;
  return createPublicKey({ key: verifier.der, format: 'der', type: 'spki' });
}

function loggedCertificate(verifier: LogVerifier): Buffer {
  return verifier.form === 'pem' ? new X509Certificate(verifier.text).raw : verifier.der;
}
