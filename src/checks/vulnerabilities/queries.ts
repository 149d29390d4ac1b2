import type { Component } from '../../model/component.ts';
import type { PackageQuery } from './advisories/source.ts';
import { parentEcosystem } from './advisories/source.ts';
import { normalName } from './matching/names.ts';
import { SCHEMES } from './versions/index.ts';

/** Distributions whose advisories name source packages and their versions. */
const BY_SOURCE: ReadonlySet<string> = new Set(['Alpine', 'Debian', 'Ubuntu']);

/** What is asked, each question once, and which question stands for which component. */
export interface Questions {
  readonly queries: readonly PackageQuery[];
  /** Index into `queries`; no entry for a component that cannot be assessed. */
  readonly indexOf: ReadonlyMap<Component, number>;
}

export function askAbout(components: readonly Component[]): Questions {
  const queries: PackageQuery[] = [];
  const indexOf = new Map<Component, number>();
  const known = new Map<string, number>();
  for (const component of components) {
    const query = toQuery(component);
    if (query === null) continue;
    const key = JSON.stringify([query.ecosystem, query.name, query.version]);
    const index = known.get(key) ?? queries.push(query) - 1;
    known.set(key, index);
    indexOf.set(component, index);
  }
  return { queries, indexOf };
}

/** Null when it has no ecosystem, or one whose versions we cannot order. */
function toQuery(component: Component): PackageQuery | null {
  const { ecosystem, source } = component;
  if (ecosystem === null) return null;
  const parent = parentEcosystem(ecosystem);
  if (!SCHEMES.has(parent)) return null;
  const { name, version } = BY_SOURCE.has(parent) && source !== null ? source : component;
  return { ecosystem, name: normalName(ecosystem, name), version };
}
