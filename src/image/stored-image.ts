import type { SourceKind } from '../model/source.ts';
import type { ParsedConfig } from './config.ts';
import type { Image, Layer } from './image.ts';
import type { Descriptor } from './manifest.ts';

/** What a source found of an image, before it has a name and an owner. */
export interface StoredParts {
  readonly digest: string | null;
  /** See `Image`; none when left out. */
  readonly descriptors?: readonly Descriptor[];
  readonly parsed: ParsedConfig;
  readonly layers: readonly Layer[];
}

export interface ImageOwner {
  readonly source: SourceKind;
  readonly reference: string;
  close(): Promise<void>;
}

/** The one place where an `Image` is put together from a configuration and layers. */
export function toImage(parts: StoredParts, owner: ImageOwner): Image {
  const { digest, descriptors = [], parsed, layers } = parts;
  const { imageId, platform, config, history } = parsed;
  const { source, reference } = owner;
  return {
    source,
    reference,
    digest,
    descriptors,
    imageId,
    platform,
    config,
    history,
    layers,
    close: () => owner.close(),
  };
}
