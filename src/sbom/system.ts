import type { OsRelease } from '../model/component.ts';
import { ecosystemOf } from '../inventory/ecosystem.ts';
import type { PackageType } from '../inventory/cataloguer.ts';
import type { ParsedPurl } from './package-url.ts';

/** How tools and package URLs name distributions, and what os-release calls them. */
const OS_RELEASE_IDS: ReadonlyMap<string, string> = new Map([
  ['redhat', 'rhel'],
  ['amazon', 'amzn'],
  ['oracle', 'ol'],
  ['alma', 'almalinux'],
  ['cbl-mariner', 'mariner'],
  ['opensuse.leap', 'opensuse-leap'],
  ['opensuse.tumbleweed', 'opensuse-tumbleweed'],
  ['suse', 'sles'],
  ['suse-linux-enterprise-server', 'sles'],
]);

const DISTRO = /^(?:(.+)-)?v?(\d[\w.~+]*)$/u;
const SPACES = /\s+/gu;
const NO_MORE = { prettyName: null, idLike: [], codename: null, cpe: null };

/** The distribution of an OS package, or why it cannot be told. */
export type FoundSystem =
  | { readonly os: OsRelease | null; readonly conflict: null }
  | { readonly os: OsRelease; readonly conflict: string };

/** A distribution as os-release would say it. */
export function normalSystem(os: OsRelease): OsRelease {
  return { ...os, id: normalId(os.id) };
}

/**
 * What the SBOM lists as the operating system counts; without one, or with several, what the package URL says.
 * Where both speak and do not agree, advisories of either release could be the right ones.
 */
export function systemOf(type: PackageType, purl: ParsedPurl, systems: readonly OsRelease[]): FoundSystem {
  const own = systemOfPurl(purl);
  const [only] = systems;
  if (only === undefined) return { os: own, conflict: null };
  if (systems.length > 1) return ofSeveral(own, systems);
  if (own === null) return { os: only, conflict: null };
  if (own.version === null) {
    return sameFamily(own.id, only)
      ? { os: only, conflict: null }
      : { os: own, conflict: disagreement(own, only) };
  }
  const isSame = own.version === only.version || isSameRelease(type, own, only);
  return isSame && sameFamily(own.id, only)
    ? { os: only, conflict: null }
    : { os: own, conflict: disagreement(own, only) };
}

/** What `distro` and the namespace say; null when neither is there. */
export function systemOfPurl({ namespace, qualifiers }: ParsedPurl): OsRelease | null {
  const distro = qualifiers['distro'] ?? '';
  const [, named, version] = DISTRO.exec(distro) ?? [];
  const id = named ?? (version === undefined && distro !== '' && namespace === null ? distro : namespace);
  if (id === null) return null;
  return { id: normalId(id), version: version ?? null, ...NO_MORE };
}

/** Debian 12 and 12.5 have the same advisories. */
function isSameRelease(type: PackageType, own: OsRelease, listed: OsRelease): boolean {
  const ecosystem = ecosystemOf(type, own);
  return ecosystem !== null && ecosystem === ecosystemOf(type, listed);
}

function ofSeveral(own: OsRelease | null, systems: readonly OsRelease[]): FoundSystem {
  const found = systems.find(({ id, version }) => id === own?.id && version === own.version);
  return { os: found ?? own, conflict: null };
}

function normalId(text: string): string {
  const id = text.trim().toLowerCase().replace(SPACES, '-');
  return OS_RELEASE_IDS.get(id) ?? id;
}

/** A package URL of `opensuse` can be of Leap and of Tumbleweed. */
function sameFamily(id: string, { id: other, idLike }: OsRelease): boolean {
  return id === other || other.startsWith(`${id}-`) || (idLike.includes(id) && id !== 'debian');
}

function disagreement(own: OsRelease, listed: OsRelease): string {
  return `its package URL is of ${nameOf(own)}, and the operating system in the SBOM is ${nameOf(listed)}`;
}

function nameOf({ id, version }: OsRelease): string {
  return version === null ? id : `${id} ${version}`;
}
