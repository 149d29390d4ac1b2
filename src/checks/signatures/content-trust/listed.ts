import { createHash } from 'node:crypto';
import type { MetadataSource } from './client.ts';
import { refuse } from './codes.ts';
import { parseEnvelope } from './envelope.ts';
import type { Envelope } from './envelope.ts';
import type { Dated, ListedFile, ListingMetadata } from './metadata.ts';

/** What is at least as new as the caller wants, and not too old. */
export interface Freshness {
  readonly now: Date;
  /** Null: any. */
  readonly minimumVersion: number | null;
}

/** Metadata that must be there. Refuses with CONTENT_TRUST_METADATA_MISSING, and as `parseEnvelope` and the client. */
export async function fetchMetadata(source: MetadataSource, file: string, name: string): Promise<Envelope> {
  return parseEnvelope(present(await source.find(file), file, name), name);
}

/**
 * The file as it is listed, to the byte. Refuses as `fetchMetadata`, and with CONTENT_TRUST_LENGTH_MISMATCH and
 * CONTENT_TRUST_HASH_MISMATCH.
 */
export async function fetchListed(
  source: MetadataSource,
  name: string,
  listed: ListedFile,
): Promise<Envelope> {
  const file = `${name}.${listed.sha256}`;
  const bytes = present(await source.find(file, listed.length), file, name);
  if (bytes.length !== listed.length) {
    const text = `${name}: it has ${bytes.length} bytes, and is listed with ${listed.length}`;
    throw refuse('CONTENT_TRUST_LENGTH_MISMATCH', text);
  }
  if (isListed(bytes, listed)) return parseEnvelope(bytes, name);
  throw refuse('CONTENT_TRUST_HASH_MISMATCH', `${name}: its hash is not the one that is listed`);
}

/** Whether bytes are those of an entry; the hashes that it gives must all fit. */
export function isListed(bytes: Buffer, { sha256, sha512, length }: ListedFile): boolean {
  if (bytes.length !== length || hash('sha256', bytes) !== sha256) return false;
  return sha512 === null || hash('sha512', bytes) === sha512;
}

/** What must be listed. Refuses with CONTENT_TRUST_NOT_LISTED. */
export function listedFile({ listed }: ListingMetadata, name: string, by: string): ListedFile {
  const file = listed.get(name);
  if (file === undefined) throw refuse('CONTENT_TRUST_NOT_LISTED', `${by}: it does not list ${name}`);
  return file;
}

/** Refuses with CONTENT_TRUST_EXPIRED, or _TIMESTAMP_EXPIRED, and CONTENT_TRUST_ROLLBACK. */
export function requireFresh(
  name: string,
  { version, expires }: Dated,
  { now, minimumVersion }: Freshness,
): void {
  if (expires <= now) {
    const code = name === 'timestamp' ? 'CONTENT_TRUST_TIMESTAMP_EXPIRED' : 'CONTENT_TRUST_EXPIRED';
    throw refuse(code, `${name}: it expired on ${expires.toISOString()}`);
  }
  if (minimumVersion === null || version >= minimumVersion) return;
  const text = `${name}: its version is ${version}, and at least ${minimumVersion} is accepted`;
  throw refuse('CONTENT_TRUST_ROLLBACK', text);
}

function present(bytes: Buffer | null, file: string, name: string): Buffer {
  if (bytes !== null) return bytes;
  throw refuse('CONTENT_TRUST_METADATA_MISSING', `${name}: the server does not have ${file}.json`);
}

function hash(algorithm: 'sha256' | 'sha512', bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex');
}
