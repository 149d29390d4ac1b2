import type { Reading } from '../cataloguer.ts';

/** What one layer says, in a form that crosses threads. Paths are in normal form. */
export interface LayerFacts {
  /** Files that matter, in the order of the tar; a path comes once. */
  readonly records: readonly FileRecord[];
  /** Symbolic links. */
  readonly links: readonly LinkFact[];
  /** Hard links where a file that matters would be, and whose target was not read in this layer. */
  readonly hardLinks: readonly LinkFact[];
  /** Paths that this layer deletes from those below. */
  readonly whiteouts: readonly string[];
  /** Folders whose content in the layers below this layer hides. */
  readonly opaques: readonly string[];
  /** Hashes of the paths of everything that is not a folder, and of the folders. */
  readonly files: Float64Array<ArrayBuffer>;
  readonly folders: Float64Array<ArrayBuffer>;
  readonly unknowns: readonly { readonly place: string; readonly reason: string }[];
  readonly entries: number;
  /** Bytes of the uncompressed tar. */
  readonly bytes: number;
  /** Files that are programs: by their mode, or by their first bytes. */
  readonly executables: number;
}

export interface LinkFact {
  readonly path: string;
  readonly target: string;
}

export type FileRecord = {
  readonly path: string;
} & (
  | {
      readonly kind: 'catalogue';
      readonly cataloguer: string;
      readonly reading: Reading;
      /** Of the content, in hexadecimal: to tell whether it is still the file that an OS package brought. */
      readonly md5: string;
      readonly sha1: string;
    }
  | { readonly kind: 'notable'; readonly content: Uint8Array }
  | {
      readonly kind: 'unread';
      readonly format: string;
      /** As above; null for a large file. */
      readonly md5: string | null;
      readonly sha1: string | null;
    }
  /** A file that should have been read and could not be. */
  | { readonly kind: 'problem'; readonly reason: string }
);
