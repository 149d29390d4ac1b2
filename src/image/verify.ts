import { createHash } from 'node:crypto';
import { VerificationError } from '../model/errors.ts';

export interface Expected {
  /** Of the layer, 0 the lowest: for the message. */
  readonly index: number;
  /** Of the bytes as stored; null when the source gives none. */
  readonly digest: string | null;
  /** Of the uncompressed tar; null when the digest of the stored bytes is proof enough. */
  readonly diffId: string | null;
}

export interface Verifier {
  /** The next bytes as stored. */
  blob(bytes: Uint8Array): void;
  /** The next bytes of the uncompressed tar. */
  content(bytes: Uint8Array): void;
  /** Call after the last byte. Throws `VerificationError` DIGEST_MISMATCH. */
  finish(): void;
}

/** Hashes a layer while it is walked. Holds nothing but its hashes, so that any thread can make one. */
export function createVerifier(expected: Expected): Verifier {
  const { index, digest, diffId } = expected;
  const blobHash = digest === null ? null : createHash('sha256');
  const contentHash = diffId === null ? null : createHash('sha256');
  return {
    blob(bytes) {
      blobHash?.update(bytes);
    },
    content(bytes) {
      contentHash?.update(bytes);
    },
    finish() {
      if (blobHash !== null) compare(`layer ${index}`, digest, blobHash.digest('hex'));
      if (contentHash !== null) compare(`the uncompressed layer ${index}`, diffId, contentHash.digest('hex'));
    },
  };
}

/** The digest of bytes that are whole in memory: manifests and configurations. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Throws `VerificationError` DIGEST_MISMATCH when `bytes` are not what `digest` names. */
export function verifyBytes(bytes: Uint8Array, digest: string, what: string): void {
  const actual = sha256(bytes);
  if (actual !== digest) throw mismatch(what, digest, actual);
}

function compare(what: string, expected: string | null, hex: string): void {
  const actual = `sha256:${hex}`;
  if (actual !== expected) throw mismatch(what, expected ?? '', actual);
}

function mismatch(what: string, expected: string, actual: string): VerificationError {
  return new VerificationError(
    'DIGEST_MISMATCH',
    `the bytes of ${what} are not the ones that were promised: expected ${expected}, got ${actual}`,
    {
      hint: 'The image was changed or damaged on its way. Fetch or build it again; if it stays, do not use it.',
    },
  );
}
