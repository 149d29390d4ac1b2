import type { Component, OsRelease } from '../model/component.ts';
import type { Unknown } from '../model/outcome.ts';

/** What the image holds, read once. */
export interface Inventory {
  readonly os: OsRelease | null;
  readonly components: readonly Component[];
  readonly unknowns: readonly Unknown[];
  /** Small files that checks need, by path without leading slash: `etc/passwd`, `etc/group`. */
  readonly files: ReadonlyMap<string, NotableFile>;
  readonly stats: { readonly entries: number; readonly bytes: number };
}

export interface NotableFile {
  readonly path: string;
  readonly layer: number;
  readonly content: Buffer;
}
