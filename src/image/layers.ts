import { SourceError } from '../model/errors.ts';
import { LIMITS } from '../util/limits.ts';
import type { ParsedConfig } from './config.ts';
import type { HistoryEntry, Layer, LayerBlob } from './image.ts';

/** A layer as its source stores it. */
export interface StoredBlob {
  /** Of the bytes as stored; null when the source has none. */
  readonly digest: string | null;
  /** Bytes as stored. */
  readonly size: number;
  /** Not used to tell the compression: the first bytes do that. */
  readonly mediaType: string | null;
  readonly blob: LayerBlob;
}

/**
 * Joins what the configuration says about the layers with where their bytes are, lowest first.
 * Throws `SourceError` when the two do not agree: an unlisted layer would not be examined.
 */
export function assembleLayers(
  parsed: ParsedConfig,
  blobs: readonly StoredBlob[],
  where: string,
): readonly Layer[] {
  const { diffIds } = parsed;
  if (diffIds.length !== blobs.length) {
    throw new SourceError(
      'IMAGE_LAYERS_DISAGREE',
      `${where}: the configuration lists ${diffIds.length} layers and the image holds ${blobs.length}`,
      { hint: 'The image is damaged or not a container image: build or fetch it again.' },
    );
  }
  if (blobs.length > LIMITS.layers.value) {
    throw new SourceError(
      'IMAGE_TOO_MANY_LAYERS',
      `${where}: ${blobs.length} layers are more than the limit of ${LIMITS.layers.value}`,
      { hint: 'Build the image with fewer instructions that change files.' },
    );
  }
  const makers = createdBy(parsed.history, blobs.length);
  const layers: Layer[] = [];
  for (const [index, diffId] of diffIds.entries()) {
    const stored = blobs[index];
    if (stored === undefined) continue;
    const { digest, size, blob } = stored;
    layers.push({ index, diffId, digest, size, createdBy: makers[index] ?? null, blob });
  }
  return layers;
}

/** History is optional; when it does not count the same layers, no layer gets a maker rather than a wrong one. */
function createdBy(history: readonly HistoryEntry[], count: number): readonly (string | null)[] {
  const makers = history.filter((entry) => !entry.emptyLayer).map((entry) => entry.createdBy);
  return makers.length === count ? makers : [];
}
