import type { PackageRelations } from '../model/component.ts';

/**
 * What every ecosystem looks like to the walk. One folder each under `cataloguers/`, listed in
 * `cataloguers/index.ts`; how to add one: docs/adding-a-cataloguer.md.
 */
export interface Cataloguer {
  readonly id: string;
  /** As package URLs name it: `deb`, `apk`, `npm`, `pypi`. */
  readonly ecosystem: PackageType;
  readonly sees: string;
  readonly doesNotSee: string;
  /** A coarse sieve on names, so that no path is decoded for nothing. */
  readonly names: FileNames;
  /** Whether it reads the file at this path; asked only for what `names` let through. */
  wants(path: string): boolean;
  /** Bytes; a larger file becomes an unknown. */
  readonly maxBytes: number;
  /** Reads one whole file. Does not throw for bad content: that becomes an unknown. */
  read(content: Buffer, path: string): Reading;
  /** Files and folders (with a final slash) that are looked for through links inside the image too. */
  readonly wellKnown: readonly string[];
  /** What to look for behind a symbolic link: `''` the file itself, `/package.json` a file inside a folder. */
  readonly behindLinks: readonly string[];
  /** Paths of folders below which packages are looked for when the folder is a link to one of another name. */
  readonly linkedFolders: RegExp | null;
  /**
   * For lists of what was meant to be installed (lock files): the folder, with a final slash, below which an
   * installed package of the same type makes this file's word superfluous. Left out by all others.
   */
  supersededBelow?(path: string): string;
}

/**
 * Something that is recognised in programs by what they hold, whatever their name. One folder each under
 * `cataloguers/`, listed in `cataloguers/index.ts`.
 */
export interface ProgramCataloguer {
  readonly id: string;
  readonly ecosystem: PackageType;
  readonly sees: string;
  readonly doesNotSee: string;
  /** Null when the program is none of its kind. Does not throw for bad content: that becomes an unknown. */
  readProgram(program: Program, path: string): Reading | null;
}

/** A program or shared library, whole, with random access. Offsets beyond the end give fewer or no bytes. */
export interface Program {
  readonly format: 'elf' | 'mach-o' | 'pe';
  readonly size: number;
  readonly isExecutable: boolean;
  /** At most `length` bytes from `offset` on. The buffer may be used again: copy what is kept. */
  read(offset: number, length: number): Buffer;
}

/** Package types as package URLs name them; `generic` is a runtime that was shipped as a bare program. */
export type PackageType =
  | 'deb'
  | 'apk'
  | 'rpm'
  | 'opkg'
  | 'npm'
  | 'pypi'
  | 'conda'
  | 'golang'
  | 'cargo'
  | 'maven'
  | 'gem'
  | 'composer'
  | 'nuget'
  | 'generic';

/** A path is let through when any of these fits. */
export interface FileNames {
  /** Whole last segments: `package.json`. */
  readonly bases?: readonly string[];
  /** Ends of the last segment, two bytes or more, in any case: `.egg-info`. */
  readonly suffixes?: readonly string[];
  /** Whole segments before the last: `status.d`. */
  readonly folders?: readonly string[];
}

/** What one file says. */
export interface Reading {
  readonly packages: readonly Package[];
  /** Files that the packages in this file own: only those that another cataloguer might read. */
  readonly owned: readonly OwnedFile[];
  /** Paths, without leading slash, of programs and libraries that the packages in this file brought. */
  readonly programs?: readonly OwnedProgram[];
  /** Reasons, in plain words; the place is the file. */
  readonly unknowns: readonly string[];
}

export const NOTHING_READ: Reading = { packages: [], owned: [], unknowns: [] };

/** One package as its database states it, before the distribution is known. */
export interface Package {
  readonly type: PackageType;
  readonly name: string;
  readonly version: string;
  readonly architecture: string | null;
  readonly source: { readonly name: string; readonly version: string } | null;
  readonly licence: string | null;
  /** `name:stream` of a modular RPM; `unknown` when it is modular and nothing says of which module. */
  readonly module?: string;
  readonly relations?: PackageRelations;
  /** Somebody else than the distribution made it, so that the distribution's advisories do not speak of it. */
  readonly isForeign?: boolean;
  /** More of the package URL, such as `epoch` and `upstream` of an RPM. */
  readonly qualifiers?: Readonly<Record<string, string>>;
  /** Replaces the place, for a package inside the file: `app.jar!/BOOT-INF/lib/x.jar`. */
  readonly innerPath?: string;
}

export interface OwnedProgram {
  readonly path: string;
  /** Name of the package that brought it. */
  readonly package: string;
  /** Of the content as the package brought it; left out when the database does not say. */
  readonly hash?: FileHash;
}

export interface OwnedFile {
  /** Without leading slash. */
  readonly path: string;
  /** Name of the package that brought it; left out where the file lists the files of only one. */
  readonly package?: string;
  /** Of the content as the package brought it. */
  readonly hash: FileHash;
}

/** A hexadecimal digest. */
export interface FileHash {
  readonly algorithm: 'md5' | 'sha1' | 'sha256';
  readonly hex: string;
}
