import type { MessagePort } from 'node:worker_threads';
import type { ScanLimits } from '../limits.ts';
import type { HashSeed } from '../path-hash.ts';

/** One layer to walk, in a form that crosses threads. */
export interface LayerJob {
  /** For messages; 0 the lowest. */
  readonly index: number;
  readonly digest: string | null;
  readonly diffId: string;
  /** Of the blob as stored. */
  readonly size: number;
  readonly seed: HashSeed;
  readonly limits: ScanLimits;
  /** Bytes inflated so far from all layers: one 64-bit counter for all threads. */
  readonly total: SharedArrayBuffer;
  readonly source:
    | { readonly kind: 'file'; readonly path: string; readonly offset: number; readonly length: number }
    | { readonly kind: 'port'; readonly port: MessagePort };
  /** Null: the walk for everything. Else a second walk, only for these. */
  readonly only: readonly Alias[] | null;
  /** Where programs that are too large for the memory are held while they are read. */
  readonly tempFolder: string;
  /** Uses Node's public zlib streams: for tests of the way round. */
  readonly portable: boolean;
}

/** Read the file at `path` as if it were at `as`. With final slashes: every file below that folder. */
export interface Alias {
  readonly path: string;
  readonly as: string;
}
