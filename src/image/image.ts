import type { Platform, SourceKind } from '../model/source.ts';
import type { Descriptor } from './manifest.ts';

/**
 * One image, read-only, from any source. Nothing is read ahead: layers are opened when they are walked, and
 * whoever walks them verifies `digest` and `diffId` while doing so (`image/verify.ts`).
 */
export interface Image {
  readonly source: SourceKind;
  /** As the user named it. */
  readonly reference: string;
  /** Digest of the manifest, verified; null when the source has no manifest (daemon, docker archive). */
  readonly digest: string | null;
  /**
   * What its name stands for in its registry, outermost first: the indexes it was chosen from, then its manifest.
   * Verified to lead from one to the next; empty when it did not come from a registry.
   */
  readonly descriptors: readonly Descriptor[];
  /** Digest of the configuration, verified. */
  readonly imageId: string;
  readonly platform: Platform;
  readonly config: ImageConfig;
  /** Oldest first, as in the configuration. */
  readonly history: readonly HistoryEntry[];
  /** Lowest first. */
  readonly layers: readonly Layer[];
  /** Ends connections and removes temporary files. */
  close(): Promise<void>;
}

/** The part of the configuration that we use. Source: OCI image configuration specification, "properties". */
export interface ImageConfig {
  readonly user: string;
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly workingDir: string;
  /** `80/tcp`. */
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Docker's extension; null when there is none. `test` is `['NONE']` when switched off. */
  readonly healthcheck: { readonly test: readonly string[] } | null;
  readonly onBuild: readonly string[];
  readonly created: string | null;
}

export interface HistoryEntry {
  readonly createdBy: string | null;
  readonly comment: string | null;
  readonly created: string | null;
  readonly emptyLayer: boolean;
}

export interface Layer {
  readonly index: number;
  /** Digest of the uncompressed tar, from the configuration. */
  readonly diffId: string;
  /** Digest of the blob as stored, from the manifest; null when the source has none (docker archive). */
  readonly digest: string | null;
  /** Bytes of the blob as stored. */
  readonly size: number;
  /** The history entry that made it. */
  readonly createdBy: string | null;
  readonly blob: LayerBlob;
}

/**
 * Where the bytes are. A `file` can be opened by any thread; a `stream` is opened by the main thread and fed
 * to the one that walks it. Compression is told by the first bytes, never by the media type.
 */
export type LayerBlob =
  | { readonly kind: 'file'; readonly path: string; readonly offset: number; readonly length: number }
  | { readonly kind: 'stream'; open(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> };
