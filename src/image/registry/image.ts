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
import { toImage } from '../stored-image.ts';
import { connectRegistry } from './client.ts';
import type { RegistryOptions } from './client.ts';
import { findImage } from './find-image.ts';

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
  const { manifest, descriptors, digest, listed } = await findImage(client, reference, platform);
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
    { digest, descriptors, parsed: config, layers: assembleLayers(config, blobs, where) },
    { source: 'registry', reference: userText, close: () => Promise.resolve() },
  );
}
