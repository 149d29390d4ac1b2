/** The makers of the distributions that have advisories, as they sign their packages. */
const DISTRIBUTION =
  /^(?:AlmaLinux|Rocky Enterprise Software Foundation|Red Hat, Inc\.|SUSE LLC|openSUSE$|Mageia\.Org|https?:\/\/(?:www\.)?openeuler\.org)/iu;
/** Of Microsoft's packages only those of its distribution: it also makes others, for everybody's. */
const AZURE_LINUX = /\.(?:azl|cm)\d+$/u;

/**
 * Whether somebody else than the distribution made a package, by its `Vendor`. When in doubt, and when it states
 * none, it is foreign: then what it brings for a language is looked up by itself, too.
 * Source: "RPM V4 package format", "Vendor".
 */
export function isForeign(vendor: string | null, release: string): boolean {
  if (vendor === null) return true;
  if (vendor.startsWith('Microsoft ')) return !AZURE_LINUX.test(release);
  return !DISTRIBUTION.test(vendor);
}
