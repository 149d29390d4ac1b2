/** A place in the image: a path without leading slash, and the index of the layer that holds it. */
export interface ComponentLocation {
  readonly path: string;
  /** Null when an SBOM does not say which. */
  readonly layer: number | null;
}

/** One installed package, as an advisory source and an SBOM need to know it. */
export interface Component {
  /** Package URL, with `distro` and `arch` qualifiers for OS packages. */
  readonly purl: string;
  readonly name: string;
  readonly version: string;
  /**
   * The OSV ecosystem with its release (`Debian:12`, `Alpine:v3.19`, `npm`, `PyPI`),
   * or null when it has none: such a component cannot be assessed.
   */
  readonly ecosystem: string | null;
  /** The package it was built from (dpkg `Source:`, apk `o:`): what distributions' advisories name. */
  readonly source: { readonly name: string; readonly version: string } | null;
  /** SPDX expression or the words the package states; null when it states none. */
  readonly licence: string | null;
  /** Of a modular RPM its `name:stream`, as advisories name it; null when it belongs to no module. */
  readonly module: string | null;
  /**
   * Package URL of the OS package that brought it: advisories are looked up for that package, and not a second
   * time for this one. Null for everything else.
   */
  readonly ownedBy: string | null;
  readonly locations: readonly ComponentLocation[];
}

/** What a package database says of a package besides its name, for advice on what can be removed. */
export interface PackageRelations {
  readonly essential: boolean;
  /** Each entry is a list of alternatives, by package or provided name, without versions. */
  readonly depends: readonly (readonly string[])[];
  readonly provides: readonly string[];
  /** Bytes on disk; null when not stated. */
  readonly installedBytes: number | null;
}

/** What is known of a program or shared library from its own headers. Source: ELF specification, "Dynamic Section". */
export interface ProgramFacts {
  readonly format: 'elf' | 'mach-o' | 'pe';
  readonly isLibrary: boolean;
  /** `DT_NEEDED`, as written. */
  readonly needed: readonly string[];
  /** `PT_INTERP` without leading slash. */
  readonly interpreter: string | null;
}

/** What /etc/os-release says, as far as we use it. Source: os-release(5). */
export interface OsRelease {
  /** `ID`, lower case: `debian`, `alpine`. */
  readonly id: string;
  /** `VERSION_ID`; null for rolling releases. */
  readonly version: string | null;
  readonly prettyName: string | null;
  readonly idLike: readonly string[];
  readonly codename: string | null;
  readonly cpe: string | null;
}
