import type { ComponentLocation, OsRelease } from '../model/component.ts';

/** An SBOM in any format, as far as an inventory needs it. */
export interface SbomDocument {
  readonly image: SbomImage;
  /** Every operating system that it lists; one, for an image. */
  readonly systems: readonly OsRelease[];
  readonly entries: readonly SbomEntry[];
  readonly gaps: readonly Gap[];
}

/** What the SBOM says of the image as a whole. */
export interface SbomImage {
  readonly name: string | null;
  /** Digest of the manifest, and of the configuration: `sha256:…`. */
  readonly digest: string | null;
  readonly imageId: string | null;
  readonly platform: string | null;
  readonly layers: number | null;
  /** Lowest first; empty when it does not list them in order. */
  readonly diffIds: readonly string[];
}

/** One package as the SBOM states it, not yet judged. */
export interface SbomEntry {
  /** Its reference in the document, for messages. */
  readonly place: string;
  readonly purl: string;
  readonly name: string | null;
  readonly version: string | null;
  readonly licence: string | null;
  readonly facts: EntryFacts;
}

/** What stands in properties and annotations. */
export interface EntryFacts {
  /** In our own SBOM: the package URL as the inventory has it, where it is written with more than that. */
  readonly purl: string | null;
  /** In our own SBOM: the OSV ecosystem. */
  readonly ecosystem: string | null;
  readonly source: { readonly name: string; readonly version: string | null } | null;
  readonly module: string | null;
  readonly ownedBy: string | null;
  readonly locations: readonly ComponentLocation[];
}

/** Something in the SBOM, or of the image, that cannot be judged. */
export interface Gap {
  readonly place: string;
  readonly reason: string;
}
