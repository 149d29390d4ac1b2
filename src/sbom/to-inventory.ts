import type { Inventory } from '../inventory/inventory.ts';
import type { Component, OsRelease } from '../model/component.ts';
import type { Unknown } from '../model/outcome.ts';
import { LIMITS } from '../util/limits.ts';
import { toComponent } from './component.ts';
import type { Gap, SbomDocument } from './document.ts';
import { normalSystem } from './system.ts';

/** The inventory that the image itself would have given, as far as the SBOM says it. The rest is unknown. */
export function toInventory(document: SbomDocument, statesSources: boolean): Inventory {
  const systems = distinct(document.systems.map(normalSystem));
  const gaps: Gap[] = [...document.gaps];
  const components = new Map<string, Component>();
  const seen: OsRelease[] = [];
  const unsourced = new Map<string, number>();
  const sourced = new Set<string>();
  for (const entry of document.entries) {
    const { component, os, statesSource, problems } = toComponent(entry, systems);
    for (const reason of problems) gaps.push({ place: component?.purl ?? entry.purl, reason });
    if (component === null) continue;
    if (os !== null) seen.push(os);
    const type = typeOf(component.purl);
    if (statesSource === true) sourced.add(type);
    if (statesSource === false) unsourced.set(type, (unsourced.get(type) ?? 0) + 1);
    add(components, component, gaps);
  }
  if (!statesSources) gaps.push(...sourceGaps(unsourced, sourced));
  if (document.entries.length === 0) gaps.push({ place: 'the SBOM', reason: 'it lists no packages' });
  const own = distinct(seen);
  return {
    os: systems.length === 1 ? (systems[0] ?? null) : own.length === 1 ? (own[0] ?? null) : null,
    components: [...components.values()]
      .map((component) => withOwner(component, components))
      .sort((a, b) => (a.purl < b.purl ? -1 : a.purl > b.purl ? 1 : 0)),
    unknowns: unknownsOf(gaps),
    files: new Map(),
    relations: new Map(),
    programs: new Map(),
    owners: new Map(),
    stats: { entries: document.entries.length, bytes: 0 },
  };
}

/** One package in several places is one component. */
function add(components: Map<string, Component>, component: Component, gaps: Gap[]): void {
  const known = components.get(component.purl);
  if (known === undefined) {
    components.set(component.purl, component);
    return;
  }
  if (known.source?.name !== component.source?.name || known.version !== component.version) {
    gaps.push({ place: component.purl, reason: 'it is there twice, and what is said of it differs' });
  }
  const places = new Set(known.locations.map(({ path }) => path));
  const more = component.locations.filter(({ path }) => !places.has(path));
  // Only what both say belongs to another package is left to that.
  const ownedBy = known.ownedBy === component.ownedBy ? known.ownedBy : null;
  components.set(component.purl, { ...known, ownedBy, locations: [...known.locations, ...more] });
}

/** An owner that is not there would hide what it owns: nobody would look for either. */
function withOwner(component: Component, components: ReadonlyMap<string, Component>): Component {
  const owner = component.ownedBy === null ? undefined : components.get(component.ownedBy);
  if (owner !== undefined && owner.ownedBy === null && owner.ecosystem !== null) return component;
  return { ...component, ownedBy: null };
}

const BY_SOURCE: ReadonlyMap<string, string> = new Map([
  ['deb', 'Debian and Ubuntu'],
  ['apk', 'Alpine'],
]);

/** Without the source package, what was built from it under another name looks safe. */
function sourceGaps(unsourced: ReadonlyMap<string, number>, sourced: ReadonlySet<string>): readonly Gap[] {
  return [...unsourced].flatMap(([type, count]) => {
    const whose = BY_SOURCE.get(type);
    if (whose === undefined || sourced.has(type)) return [];
    const reason = `${String(count)} packages do not say of which source package they are, and the advisories of ${whose} go by that`;
    return [{ place: `${type} packages`, reason }];
  });
}

function unknownsOf(gaps: readonly Gap[]): readonly Unknown[] {
  const max = LIMITS.sbomUnknowns.value;
  const told = gaps.slice(0, max).map(({ place, reason }): Unknown => ({ step: 'inventory', place, reason }));
  if (gaps.length <= max) return told;
  const rest = `${String(gaps.length - max)} more things in it cannot be judged`;
  return [...told, { step: 'inventory', place: 'the SBOM', reason: rest }];
}

function typeOf(purl: string): string {
  return purl.slice('pkg:'.length, purl.indexOf('/'));
}

function distinct(systems: readonly OsRelease[]): readonly OsRelease[] {
  return [...new Map(systems.map((os) => [`${os.id} ${os.version ?? ''}`, os])).values()];
}
