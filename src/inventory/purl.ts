import { PackageURL } from 'packageurl-js';
import type { OsRelease } from '../model/component.ts';
import type { Package, PackageType } from './cataloguer.ts';

// packageurl-js leaves a plus in a version as it is; the specification wants it encoded.
const PLUS = /\+/gu;
const EPOCH = /^(\d+):(.+)$/u;

/** Vendors that package URLs name otherwise than os-release. Source: purl specification, types/rpm-definition.json. */
const RPM_VENDORS: ReadonlyMap<string, string> = new Map([
  ['rhel', 'redhat'],
  ['opensuse-leap', 'opensuse'],
  ['opensuse-tumbleweed', 'opensuse'],
]);

/** What stands between the parts of a name, for types whose names have two. Source: purl specification, types. */
const SEPARATORS: Partial<Readonly<Record<PackageType, string>>> = { maven: ':', composer: '/', golang: '/' };

/** The package URL. Throws for names that no package URL can hold. Source: purl specification, PURL-TYPES. */
export function packageUrl(one: Package, os: OsRelease | null): string {
  const { namespace, name } = nameOf(one, os);
  const { version, epoch } = versionOf(one);
  const qualifiers: Record<string, string> = { ...one.qualifiers };
  if (epoch !== null) qualifiers['epoch'] = epoch;
  if (isOsType(one.type)) {
    if (one.architecture !== null) qualifiers['arch'] = one.architecture;
    if (os !== null) qualifiers['distro'] = os.version === null ? os.id : `${os.id}-${os.version}`;
  }
  const given = Object.keys(qualifiers).length === 0 ? null : qualifiers;
  return new PackageURL(one.type, namespace, name, version, given, null).toString().replace(PLUS, '%2B');
}

/** Packages of the operating system, whose URLs say of which distribution they are. */
export function isOsType(type: PackageType): boolean {
  return type === 'deb' || type === 'apk' || type === 'rpm' || type === 'opkg';
}

function nameOf(one: Package, os: OsRelease | null): { namespace: string | null; name: string } {
  const { type, name } = one;
  if (type === 'opkg') return { namespace: null, name };
  if (isOsType(type)) {
    const vendor = os === null ? null : os.id;
    return { namespace: type === 'rpm' ? (RPM_VENDORS.get(vendor ?? '') ?? vendor) : vendor, name };
  }
  if (type === 'npm' && name.startsWith('@')) return split(name, name.indexOf('/'));
  const separator = SEPARATORS[type];
  return separator === undefined ? { namespace: null, name } : split(name, name.lastIndexOf(separator));
}

function split(name: string, at: number): { namespace: string | null; name: string } {
  return at < 0 ? { namespace: null, name } : { namespace: name.slice(0, at), name: name.slice(at + 1) };
}

/** The version of an RPM is written without its epoch, which is a qualifier. Source: as above, rpm. */
function versionOf(one: Package): { version: string; epoch: string | null } {
  const match = one.type === 'rpm' ? EPOCH.exec(one.version) : null;
  if (match?.[1] === undefined || match[2] === undefined) return { version: one.version, epoch: null };
  return { version: match[2], epoch: match[1] };
}
