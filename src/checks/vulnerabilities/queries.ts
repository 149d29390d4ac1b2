import type { Component } from '../../model/component.ts';
import type { PackageQuery } from './advisories/source.ts';
import { parentEcosystem } from './advisories/source.ts';
import { FAMILIES } from './families.ts';
import { askedName } from './matching/names.ts';
import { SCHEMES } from './versions/index.ts';

/** What is asked, each question once, and which questions stand for which component. */
export interface Questions {
  readonly queries: readonly PackageQuery[];
  /** Indexes into `queries`; no entry for a component that is not assessed. */
  readonly indexesOf: ReadonlyMap<Component, readonly number[]>;
}

/** What an OS package brought is assessed as that package, and not asked about. */
export function askAbout(components: readonly Component[]): Questions {
  const queries: PackageQuery[] = [];
  const indexesOf = new Map<Component, readonly number[]>();
  const known = new Map<string, number>();
  for (const component of components) {
    if (component.ownedBy !== null) continue;
    const indexes = toQueries(component).map((query) => {
      const key = JSON.stringify([query.ecosystem, query.name, query.version, query.module]);
      const index = known.get(key) ?? queries.push(query) - 1;
      known.set(key, index);
      return index;
    });
    if (indexes.length > 0) indexesOf.set(component, indexes);
  }
  return { queries, indexesOf };
}

/** None when it has no ecosystem, or one whose versions we cannot order. */
function toQueries(component: Component): readonly PackageQuery[] {
  const { ecosystem, module } = component;
  if (ecosystem === null) return [];
  const parent = parentEcosystem(ecosystem);
  if (!SCHEMES.has(parent)) return [];
  const family = FAMILIES.get(parent);
  const ecosystems = family?.ecosystems?.(ecosystem) ?? [ecosystem];
  const packages = new Map(
    namesOf(component, family?.names ?? 'binary').map((one) => [`${one.name}\0${one.version}`, one]),
  );
  return ecosystems.flatMap((each) =>
    [...packages.values()].map(({ name, version }) => ({
      ecosystem: each,
      name: askedName(each, name),
      version,
      ...(module === null ? {} : { module }),
    })),
  );
}

interface Named {
  readonly name: string;
  readonly version: string;
}

function namesOf(component: Component, names: 'source' | 'binary' | 'both'): readonly Named[] {
  const { source } = component;
  if (names === 'binary' || source === null) return [component];
  return names === 'source' ? [source] : [component, source];
}
