import { ecosystemOf } from '../inventory/ecosystem.ts';
import type { PackageType } from '../inventory/cataloguer.ts';
import { isOsType } from '../inventory/purl.ts';
import type { Component, OsRelease } from '../model/component.ts';
import type { SbomEntry } from './document.ts';
import { knownType, parsePackageUrl, type ParsedPurl } from './package-url.ts';
import { moduleOfLabel } from './properties.ts';
import { systemOf } from './system.ts';

/** A component, and what is doubtful about it. Null: nothing could be made of it, and `problems` say why. */
export interface Judged {
  readonly component: Component | null;
  readonly os: OsRelease | null;
  /** For an OS package: whether the SBOM says of what it was built. */
  readonly statesSource: boolean | null;
  readonly problems: readonly string[];
}

const EPOCH = /^(\d{1,10}):(.+)$/su;
const V = /^v(?=\d)/u;
const SEPARATORS = /[-_.\s]+/gu;
const SRC_RPM = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/u;
const MODULAR = /\.module[+_]/u;

export function toComponent(entry: SbomEntry, systems: readonly OsRelease[]): Judged {
  const purl = parsePackageUrl(entry.purl);
  if (typeof purl === 'string') return nothing(purl);
  if (purl.version === null && entry.version === null) return nothing('it states no version');
  const problems: string[] = [];
  const type = knownType(purl.type);
  const version = versionOf(entry, purl, problems);
  const isOs = type !== null && isOsType(type);
  const found = isOs ? systemOf(type, purl, systems) : null;
  if (found !== null && found.conflict !== null) problems.push(found.conflict);
  const source = sourceOf(entry, purl, { version, isOs });
  const component: Component = {
    purl: identityOf(entry, purl),
    name: nameOf(entry, purl),
    version,
    ecosystem: ecosystemFor(type, entry, found?.os ?? null),
    source,
    licence: entry.licence,
    module: moduleOf(entry, purl, version),
    ownedBy: isOs ? null : entry.facts.ownedBy,
    locations: entry.facts.locations,
  };
  return { component, os: found?.os ?? null, statesSource: isOs ? source !== null : null, problems };
}

/** What others call `generic` can be anything: only our own names are those of a source of advisories. */
function ecosystemFor(type: PackageType | null, { facts }: SbomEntry, os: OsRelease | null): string | null {
  const ecosystem = type === null ? null : ecosystemOf(type, os);
  return type === 'generic' && facts.ecosystem !== ecosystem ? null : ecosystem;
}

/** Our own form of the package URL, when it differs in nothing but the source package. */
function identityOf({ facts }: SbomEntry, purl: ParsedPurl): string {
  const own = facts.purl === null ? null : parsePackageUrl(facts.purl);
  if (own === null || typeof own === 'string') return purl.text;
  return withoutUpstream(own) === withoutUpstream(purl) ? own.text : purl.text;
}

function withoutUpstream({ type, namespace, name, version, qualifiers }: ParsedPurl): string {
  const others = Object.entries(qualifiers).filter(([key]) => key !== 'upstream');
  return JSON.stringify([type, namespace, name, version, others.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

function nothing(problem: string): Judged {
  return { component: null, os: null, statesSource: null, problems: [problem] };
}

/** The words of the SBOM where they are another spelling of the package URL's: that is what advisories go by. */
function nameOf({ name }: SbomEntry, purl: ParsedPurl): string {
  if (name === null || name === purl.name) return purl.name;
  return spelling(name) === spelling(purl.name) ? name : purl.name;
}

function spelling(name: string): string {
  return name.toLowerCase().replace(SEPARATORS, '-');
}

/** Both places are looked at: which of two different versions is installed cannot be told. */
function versionOf({ version: stated }: SbomEntry, purl: ParsedPurl, problems: string[]): string {
  const written = purl.version;
  if (written === null) return stated ?? '';
  const epoch = purl.qualifiers['epoch'];
  const full = epoch === undefined || epoch === '0' || EPOCH.test(written) ? written : `${epoch}:${written}`;
  if (stated === null || stated === full) return full;
  if (bare(stated) === bare(written)) return EPOCH.test(full) && !EPOCH.test(stated) ? full : stated;
  problems.push(`its version is ${stated}, and its package URL says ${written}`);
  return full;
}

function bare(version: string): string {
  return (EPOCH.exec(version)?.[2] ?? version).replace(V, '');
}

function sourceOf(
  { facts }: SbomEntry,
  purl: ParsedPurl,
  { version, isOs }: { readonly version: string; readonly isOs: boolean },
): Component['source'] {
  if (facts.source !== null) return { name: facts.source.name, version: facts.source.version ?? version };
  const upstream = isOs ? purl.qualifiers['upstream'] : undefined;
  if (upstream === undefined || upstream === '') return null;
  const [, rpm, release] = SRC_RPM.exec(upstream) ?? [];
  if (rpm !== undefined && release !== undefined) {
    // The file's name has no epoch: it is that of what was built from it.
    const epoch = EPOCH.exec(version)?.[1];
    return { name: rpm, version: epoch === undefined ? release : `${epoch}:${release}` };
  }
  const at = upstream.lastIndexOf('@');
  return at <= 0
    ? { name: upstream, version }
    : { name: upstream.slice(0, at), version: upstream.slice(at + 1) };
}

/** A modular RPM without its label can be of any stream. */
function moduleOf({ facts }: SbomEntry, { type, qualifiers }: ParsedPurl, version: string): string | null {
  if (facts.module !== null) return facts.module;
  if (type !== ('rpm' satisfies PackageType)) return null;
  const label = qualifiers['rpmmod'] ?? qualifiers['modularitylabel'];
  if (label !== undefined && label !== '') return moduleOfLabel(label);
  return MODULAR.test(version) ? 'unknown' : null;
}
