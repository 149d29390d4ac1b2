import { SourceError, VerificationError } from '../../model/errors.ts';
import { formatReference } from '../../model/reference.ts';
import type { Reference } from '../../model/reference.ts';
import { formatPlatform } from '../../model/source.ts';
import type { Platform } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { parseImageConfig } from '../config.ts';
import type { Image } from '../image.ts';
import { assembleLayers } from '../layers.ts';
import { checkPlatform } from '../layout/oci-image.ts';
import { chooseManifest, parseManifest } from '../manifest.ts';
import type { Descriptor, ImageManifest, IndexEntry } from '../manifest.ts';
import { INDEX_TYPES, MANIFEST_TYPES } from '../media-types.ts';
import { toImage } from '../stored-image.ts';
import { connectRegistry } from './client.ts';
import type { FetchedManifest, RegistryClient, RegistryOptions } from './client.ts';

export interface RegistryImageOptions extends RegistryOptions {
  readonly reference: Reference;
  /** Null: this machine's, or the only one there is. */
  readonly platform: Platform | null;
  /** The reference as the user wrote it. */
  readonly userText: string;
}

/**
 * Opens an image in a registry: manifest and configuration are fetched and verified, layers are not read.
 * Throws what `RegistryClient`, `parseManifest`, `chooseManifest`, `parseImageConfig` and `assembleLayers`
 * throw, and `InputError` PLATFORM_MISMATCH.
 */
export async function openRegistryImage(options: RegistryImageOptions): Promise<Image> {
  const { reference, platform, log, userText, signal } = options;
  const client = await connectRegistry(options);
  const { manifest, digest, listed } = await findImage(client, reference, platform);
  const where = `${client.name}@${digest}`;
  const config = parseImageConfig(await client.getBlob(manifest.config, LIMITS.configBytes.value), where);
  // An index has already been asked for the platform, and knows variants that configurations often leave out.
  if (listed === null || listed.platform === null) checkPlatform(config.platform, platform, where);
  const blobs = manifest.layers.map((layer) => ({
    digest: layer.digest,
    size: layer.size,
    mediaType: layer.mediaType,
    blob: { kind: 'stream', open: (ends: AbortSignal) => client.openBlob(layer, ends) } as const,
  }));
  signal.throwIfAborted();
  log.debug(`${formatReference(reference)} is ${digest}, ${plain(formatPlatform(config.platform), 80)}`);
  return toImage(
    { digest, parsed: config, layers: assembleLayers(config, blobs, where) },
    { source: 'registry', reference: userText, close: () => Promise.resolve() },
  );
}

interface Found {
  readonly manifest: ImageManifest;
  readonly digest: string;
  /** The entry that led to it; null when the reference led to it directly. */
  readonly listed: IndexEntry | null;
}

async function findImage(
  client: RegistryClient,
  reference: Reference,
  platform: Platform | null,
): Promise<Found> {
  let name = reference.digest ?? reference.tag ?? 'latest';
  let listed: IndexEntry | null = null;
  for (let depth = 0; depth <= LIMITS.indexDepth.value; depth++) {
    const fetched = await client.getManifest(name);
    const where = `${client.name}@${fetched.digest}`;
    if (listed !== null) checkSize(listed, fetched, where);
    const parsed = parseManifest(fetched.bytes, where);
    checkMediaType(fetched.mediaType, parsed.kind, where);
    if (listed !== null) checkMediaType(listed.mediaType, parsed.kind, where);
    if (parsed.kind === 'image') return { manifest: parsed, digest: fetched.digest, listed };
    listed = chooseManifest(parsed.manifests, platform, where);
    name = listed.digest;
  }
  throw new SourceError(
    'INDEX_TOO_DEEP',
    `${formatReference(reference)}: more than ${LIMITS.indexDepth.value} indexes inside each other`,
    { hint: 'Name the manifest of the image itself, by its digest.' },
  );
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
