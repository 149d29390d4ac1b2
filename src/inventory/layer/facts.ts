import type { ProgramFacts } from '../../model/component.ts';
import type { Reading } from '../cataloguer.ts';

/** What one layer says, in a form that crosses threads. Paths are in normal form. */
export interface LayerFacts {
  /** Files that matter, in the order of the tar; a path comes once. */
  readonly records: readonly FileRecord[];
  /** Symbolic links. */
  readonly links: readonly LinkFact[];
  /** Hard links to files that matter or may be programs, and that were not read in this layer. */
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
      /** To tell whether it is still the file that an OS package brought; null where none does. */
      readonly digests: FileDigests | null;
    }
  | {
      readonly kind: 'program';
      readonly facts: ProgramFacts | null;
      /** What the cataloguers of programs recognised in it. */
      readonly readings: readonly Reading[];
      /** Why its headers, or all of it, could not be read; null when they were. */
      readonly problem: string | null;
      /** It is a Go program, and nothing recognised it. */
      readonly isUnreadGo: boolean;
      /** Null for a library in which nothing was recognised, and for a very large program: that costs too much. */
      readonly digests: FileDigests | null;
    }
  | { readonly kind: 'notable'; readonly content: Uint8Array }
  | {
      readonly kind: 'unread';
      readonly format: string;
      /** As above; null for a large file. */
      readonly digests: FileDigests | null;
    }
  /** A file that should have been read and could not be. */
  | { readonly kind: 'problem'; readonly reason: string }
);

/** Of the content, in hexadecimal. */
export interface FileDigests {
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}
