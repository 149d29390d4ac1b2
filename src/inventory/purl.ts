import { PackageURL } from 'packageurl-js';
import type { OsRelease } from '../model/component.ts';
import type { Package } from './cataloguer.ts';

// packageurl-js leaves a plus in a version as it is; the specification wants it encoded.
const PLUS = /\+/gu;

/** The package URL. Throws for names that no package URL can hold. Source: purl specification, PURL-TYPES. */
export function packageUrl(one: Package, os: OsRelease | null): string {
  if (one.type === 'deb' || one.type === 'apk') {
    const qualifiers: Record<string, string> = {};
    if (one.architecture !== null) qualifiers['arch'] = one.architecture;
    if (os !== null) qualifiers['distro'] = os.version === null ? os.id : `${os.id}-${os.version}`;
    return new PackageURL(one.type, os?.id ?? null, one.name, one.version, qualifiers, null)
      .toString()
      .replace(PLUS, '%2B');
  }
  const slash = one.name.startsWith('@') ? one.name.indexOf('/') : -1;
  const scope = slash < 0 ? null : one.name.slice(0, slash);
  return new PackageURL(one.type, scope, one.name.slice(slash + 1), one.version, null, null)
    .toString()
    .replace(PLUS, '%2B');
}
