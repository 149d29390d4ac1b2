import { SourceError, VerificationError } from '../../model/errors.ts';
import { formatReference } from '../../model/reference.ts';
import type { Reference } from '../../model/reference.ts';
import type { Platform } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { chooseManifest, parseManifest } from '../manifest.ts';
import type { Descriptor, ImageManifest, IndexEntry } from '../manifest.ts';
import { INDEX_TYPES, MANIFEST_TYPES } from '../media-types.ts';
import type { FetchedManifest, RegistryClient } from './client.ts';

export interface FoundImage {
  readonly manifest: ImageManifest;
  readonly digest: string;
  /** Outermost first, the manifest last. */
  readonly descriptors: readonly Descriptor[];
  /** The entry that led to it; null when the reference led to it directly. */
  readonly listed: IndexEntry | null;
}

/**
 * Follows a name to the manifest for a platform, each step verified. Throws what `RegistryClient`, `parseManifest`
 * and `chooseManifest` throw; `SourceError` INDEX_TOO_DEEP; `VerificationError` MANIFEST_SIZE_MISMATCH.
 */
export async function findImage(
  client: RegistryClient,
  reference: Reference,
  platform: Platform | null,
): Promise<FoundImage> {
  let name = reference.digest ?? reference.tag ?? 'latest';
  let listed: IndexEntry | null = null;
  const descriptors: Descriptor[] = [];
  for (let depth = 0; depth <= LIMITS.indexDepth.value; depth++) {
    const fetched = await client.getManifest(name);
    const where = `${client.name}@${fetched.digest}`;
    if (listed !== null) checkSize(listed, fetched, where);
    const parsed = parseManifest(fetched.bytes, where);
    checkMediaType(fetched.mediaType, parsed.kind, where);
    if (listed !== null) checkMediaType(listed.mediaType, parsed.kind, where);
    descriptors.push(descriptorOf(fetched, listed));
    if (parsed.kind === 'image') return { manifest: parsed, digest: fetched.digest, descriptors, listed };
    listed = chooseManifest(parsed.manifests, platform, where);
    name = listed.digest;
  }
  throw new SourceError(
    'INDEX_TOO_DEEP',
    `${formatReference(reference)}: more than ${LIMITS.indexDepth.value} indexes inside each other`,
    { hint: 'Name the manifest of the image itself, by its digest.' },
  );
}

function descriptorOf({ bytes, digest, mediaType }: FetchedManifest, listed: IndexEntry | null): Descriptor {
  return { mediaType: listed?.mediaType ?? mediaType ?? '', digest, size: bytes.length };
}

function checkSize(entry: Descriptor, fetched: FetchedManifest, where: string): void {
  if (entry.size === fetched.bytes.byteLength) return;
  throw new VerificationError(
    'MANIFEST_SIZE_MISMATCH',
    `${where}: the index says ${entry.size} bytes, and it has ${fetched.bytes.byteLength}`,
    { hint: 'Push the image again.' },
  );
}

// A text that one reader takes for an index and another for an image would be two images (CVE-2021-41190).
function checkMediaType(type: string | null, kind: 'image' | 'index', where: string): void {
  if (type === null) return;
  const wrong = kind === 'image' ? INDEX_TYPES : MANIFEST_TYPES;
  if (!wrong.includes(type)) return;
  throw new SourceError('MANIFEST_INVALID', `${where}: called "${plain(type, 100)}", but it is an ${kind}`, {
    hint: 'Push the image again with a current builder.',
  });
}
