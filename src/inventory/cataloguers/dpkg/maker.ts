const DISTRIBUTION = /@(?:[a-z0-9-]+\.)*(?:debian\.(?:org|net)|ubuntu\.com|canonical\.com|kali\.org)>?$/iu;

/**
 * Whether somebody else than the distribution made a package, by the address of its maintainer; the field
 * `Original-Maintainer` is written by Ubuntu alone. When in doubt it is foreign: then what it brings for a
 * language is looked up by itself, too. Source: deb-control(5), "Maintainer"; Ubuntu wiki, DebianMaintainerField.
 */
export function isForeign(maintainer: string | undefined, original: string | undefined): boolean {
  if (original !== undefined) return false;
  return maintainer !== undefined && !DISTRIBUTION.test(maintainer.trim());
}
