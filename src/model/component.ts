/** A place in the image: a path without leading slash, and the index of the layer that holds it. */
export interface ComponentLocation {
  readonly path: string;
  readonly layer: number;
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
  readonly locations: readonly ComponentLocation[];
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
