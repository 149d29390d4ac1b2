import { GateError, SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import type { IndexEntry } from '../manifest.ts';
import { parseManifest } from '../manifest.ts';
import { INDEX_TYPES } from '../media-types.ts';
import type { Artifact } from './artifact.ts';
import { parseArtifact } from './artifact.ts';
import type { FetchedManifest, RegistryClient } from './client.ts';

/** An entry that led to something else than it said: told, never used. */
export interface FalseReferrer {
  readonly digest: string;
  readonly reason: string;
}

export interface Referrers {
  /** Each is about the digest that was asked for, by its own word. */
  readonly artifacts: readonly Artifact[];
  readonly refused: readonly FalseReferrer[];
}

/**
 * The artifacts of the wanted types that are about a manifest: from the registry's list, and from the tag that
 * stands in for it. Both are asked, because registries that learned to list do not list what was there before.
 * Throws `SourceError` REFERRERS_TOO_MANY, REFERRERS_INVALID and what `RegistryClient` throws.
 * Source: OCI distribution specification 1.1, "listing referrers" and "referrers tag schema".
 */
export async function findReferrers(
  client: RegistryClient,
  digest: string,
  wants: (type: string) => boolean,
): Promise<Referrers> {
  const listed = await Promise.all([fromList(client, digest), fromTag(client, digest)]);
  const entries = new Map<string, IndexEntry>();
  for (const entry of listed.flat()) {
    if (entry.artifactType === null || wants(entry.artifactType)) entries.set(entry.digest, entry);
  }
  if (entries.size > LIMITS.referrers.value) throw tooMany(client, digest);
  const looked = await Promise.all([...entries.values()].map((entry) => look(client, entry, digest)));
  return {
    artifacts: looked.filter((one) => 'layers' in one).filter(({ type }) => wants(type)),
    refused: looked.filter((one) => 'reason' in one),
  };
}

/** The artifact behind a tag or digest; null when there is none. Throws as `parseArtifact` and `RegistryClient`. */
export async function findArtifact(client: RegistryClient, name: string): Promise<Artifact | null> {
  const fetched = await client.findManifest(name);
  if (fetched === null) return null;
  return parseArtifact(fetched.bytes, fetched.digest, `${client.name}@${fetched.digest}`);
}

async function fromList(client: RegistryClient, digest: string): Promise<readonly IndexEntry[]> {
  const entries: IndexEntry[] = [];
  let query: string | null = null;
  for (let pages = 0; pages < LIMITS.referrerPages.value; pages++) {
    const page = await client.getReferrers(digest, query);
    if (page === null) return entries;
    // Registries from before the list answer such a path with anything, also with a page for people.
    if (page.mediaType !== null && !INDEX_TYPES.includes(page.mediaType)) return entries;
    entries.push(...readIndex(page.bytes, `${client.name}: referrers of ${digest}`));
    if (page.next === null) return entries;
    query = page.next;
  }
  throw tooMany(client, digest);
}

async function fromTag(client: RegistryClient, digest: string): Promise<readonly IndexEntry[]> {
  const tag = digest.replace(':', '-');
  const fetched = await client.findManifest(tag);
  return fetched === null ? [] : readIndex(fetched.bytes, `${client.name}:${tag}`);
}

function readIndex(bytes: Buffer, where: string): readonly IndexEntry[] {
  const index = parseManifest(bytes, where);
  if (index.kind === 'index') return index.manifests;
  throw new SourceError('REFERRERS_INVALID', `${where}: this should be an index, and it is an image`, {
    hint: 'What the registry lists about the image cannot be told: look at the tag, or ask who runs the registry.',
  });
}

async function look(
  client: RegistryClient,
  { digest, size }: IndexEntry,
  about: string,
): Promise<Artifact | FalseReferrer> {
  const fetched = await fetchListed(client, digest);
  if (fetched !== null && 'reason' in fetched) return fetched;
  if (fetched === null) return { digest, reason: 'it is listed and not there' };
  if (fetched.bytes.length !== size)
    return { digest, reason: `it is listed with ${size} bytes and has ${fetched.bytes.length}` };
  const artifact = readArtifact(fetched.bytes, digest, `${client.name}@${digest}`);
  if ('reason' in artifact || artifact.subject?.digest === about) return artifact;
  const other = artifact.subject === null ? 'nothing' : plain(artifact.subject.digest, 100);
  return { digest, reason: `it is listed for ${about} and says it is about ${other}` };
}

/** Faults of one manifest, not of the registry: they must not hide the others. */
const ITS_OWN: readonly string[] = ['MANIFEST_DIGEST_MISMATCH', 'HTTP_BODY_TOO_LARGE'];

async function fetchListed(
  client: RegistryClient,
  digest: string,
): Promise<FetchedManifest | FalseReferrer | null> {
  try {
    return await client.findManifest(digest);
  } catch (error) {
    if (error instanceof GateError && ITS_OWN.includes(error.code)) return { digest, reason: error.message };
    throw error;
  }
}

/** One that is broken must not hide the others. */
function readArtifact(bytes: Buffer, digest: string, where: string): Artifact | FalseReferrer {
  try {
    return parseArtifact(bytes, digest, where);
  } catch (error) {
    if (error instanceof SourceError) return { digest, reason: error.message };
    throw error;
  }
}

function tooMany({ name }: RegistryClient, digest: string): SourceError {
  return new SourceError('REFERRERS_TOO_MANY', `${name}@${digest}: too many signatures and attestations`, {
    hint: 'Delete those that are not needed; who may push to the repository can add as many as they like.',
  });
}
