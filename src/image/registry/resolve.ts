import type { Reference } from '../../model/reference.ts';
import type { Platform } from '../../model/source.ts';
import { LIMITS } from '../../util/limits.ts';
import { parseImageConfig } from '../config.ts';
import type { Descriptor } from '../manifest.ts';
import type { RegistryClient } from './client.ts';
import { findImage } from './find-image.ts';

/** What a name stands for now. */
export interface ResolvedImage {
  /** Outermost first, the manifest for the platform last; each is verified to lead to the next. */
  readonly descriptors: readonly Descriptor[];
  /** When the image says it was made; null when it does not say, or was not asked. ISO 8601, not verified. */
  readonly created: string | null;
}

/**
 * Resolves a name to digests, once, without its layers. `withCreated` reads the configuration as well.
 * Throws as `openRegistryImage`.
 */
export async function resolveImage(
  client: RegistryClient,
  reference: Reference,
  { platform, withCreated }: { readonly platform: Platform | null; readonly withCreated: boolean },
): Promise<ResolvedImage> {
  const { manifest, descriptors, digest } = await findImage(client, reference, platform);
  if (!withCreated) return { descriptors, created: null };
  const bytes = await client.getBlob(manifest.config, LIMITS.configBytes.value);
  return { descriptors, created: parseImageConfig(bytes, `${client.name}@${digest}`).config.created };
}
