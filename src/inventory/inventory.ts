import type { Component, OsRelease, PackageRelations, ProgramFacts } from '../model/component.ts';
import type { Unknown } from '../model/outcome.ts';

/** What the image holds, read once. */
export interface Inventory {
  readonly os: OsRelease | null;
  readonly components: readonly Component[];
  readonly unknowns: readonly Unknown[];
  /** Small files that checks need, by path without leading slash: `etc/passwd`, `etc/group`. */
  readonly files: ReadonlyMap<string, NotableFile>;
  /** By package URL, of the OS packages whose database states them. */
  readonly relations: ReadonlyMap<string, PackageRelations>;
  /** Every program and shared library that is left, by its path and by those of symbolic links to it. */
  readonly programs: ReadonlyMap<string, ProgramFacts>;
  /** Package URL of the OS package that brought a program or library, by the same paths. */
  readonly owners: ReadonlyMap<string, string>;
  readonly stats: { readonly entries: number; readonly bytes: number };
}

export interface NotableFile {
  readonly path: string;
  readonly layer: number;
  readonly content: Buffer;
}
