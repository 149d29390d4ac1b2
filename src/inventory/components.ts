import { errorText } from '../model/errors.ts';
import type { Component, ComponentLocation, OsRelease, PackageRelations } from '../model/component.ts';
import type { Package, PackageType } from './cataloguer.ts';
import { ecosystemOf } from './ecosystem.ts';
import { isOsType, packageUrl } from './purl.ts';

export interface FoundPackage {
  readonly one: Package;
  readonly location: ComponentLocation;
  /** Package URL of the OS package that brought it; null for everything else. */
  readonly ownedBy: string | null;
}

/** An installed package of the operating system, as others refer to it. */
export interface OsPackage {
  readonly purl: string;
  /** Advisories speak of it: it is the distribution's own, and that has advisories. */
  readonly hasAdvisories: boolean;
}

/** Collects packages: each package URL once, with all its places. */
export interface Components {
  /** Returns why the package cannot be taken; null when it was. */
  add(found: FoundPackage): string | null;
  /** Sorted by package URL. */
  list(): readonly Component[];
  /** Of the first package of this name; null when there is none. */
  byName(type: PackageType, name: string): OsPackage | null;
  relations(): ReadonlyMap<string, PackageRelations>;
  hasOsPackages(): boolean;
}

export function createComponents(os: OsRelease | null): Components {
  const components = new Map<string, Component>();
  const names = new Map<string, OsPackage>();
  const relations = new Map<string, PackageRelations>();
  let hasOsPackages = false;

  return {
    add({ one, location, ownedBy }) {
      let purl: string;
      try {
        purl = packageUrl(one, os);
      } catch (error) {
        return `${one.name} has no package URL: ${errorText(error)}`;
      }
      const ecosystem = ecosystemOf(one.type, os);
      const place = one.innerPath === undefined ? location : { ...location, path: one.innerPath };
      components.set(purl, joined(components.get(purl), fresh(one, purl, ecosystem), place, ownedBy));
      const key = nameKey(one.type, one.name);
      const hasAdvisories = ecosystem !== null && one.isForeign !== true;
      if (!names.has(key)) names.set(key, { purl, hasAdvisories });
      if (one.relations !== undefined) relations.set(purl, one.relations);
      hasOsPackages ||= isOsType(one.type);
      return null;
    },
    list: () => [...components.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
    byName: (type, name) => names.get(nameKey(type, name)) ?? null,
    relations: () => relations,
    hasOsPackages: () => hasOsPackages,
  };
}

type Fresh = Omit<Component, 'locations' | 'ownedBy'>;

function fresh(one: Package, purl: string, ecosystem: string | null): Fresh {
  const { name, version, source, licence } = one;
  return { purl, name, version, ecosystem, source, licence, module: one.module ?? null };
}

/** One that nobody owns is looked up by itself, so that the places where it is owned do not count for it. */
function joined(
  known: Component | undefined,
  one: Fresh,
  place: ComponentLocation,
  ownedBy: string | null,
): Component {
  if (known === undefined || (known.ownedBy !== null && ownedBy === null))
    return { ...(known ?? one), ownedBy, locations: [place] };
  if (known.ownedBy === null && ownedBy !== null) return known;
  return { ...known, locations: [...known.locations, place] };
}

function nameKey(type: PackageType, name: string): string {
  return `${type} ${name}`;
}
