import type { Component } from '../../model/component.ts';
import type { Unknown } from '../../model/outcome.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Questions } from './queries.ts';

const PURL_TYPE = /^pkg:([a-z][a-z0-9.+-]*)\//u;
const DISTRIBUTION_TYPES: ReadonlySet<string> = new Set(['apk', 'deb', 'rpm', 'alpm']);

/** One unknown for each ecosystem or distribution of which nothing is known, with the number of packages. */
export function notAssessed(
  inventory: Inventory,
  questions: Questions,
  notCovered: ReadonlyMap<string, string>,
): readonly Unknown[] {
  const gaps = new Map<string, { readonly reason: string; count: number }>();
  for (const component of inventory.components) {
    const reason = gapOf(component, questions, notCovered);
    if (reason === null) continue;
    const place = component.ecosystem ?? placeOf(component, inventory);
    const gap = gaps.get(place) ?? { reason, count: 0 };
    gap.count += 1;
    gaps.set(place, gap);
  }
  return [...gaps].map(([place, { reason, count }]) => ({
    step: 'vulnerabilities',
    place,
    reason: `${String(count)} ${count === 1 ? 'package was' : 'packages were'} not assessed: ${reason}`,
  }));
}

function gapOf(
  component: Component,
  questions: Questions,
  notCovered: ReadonlyMap<string, string>,
): string | null {
  if (component.ownedBy !== null) return null;
  if (component.ecosystem === null) return 'no source of advisories is known for them';
  const indexes = questions.indexesOf.get(component);
  if (indexes === undefined) return 'the order of its versions is not known to this program';
  // A release with several ecosystems is covered when one of them is: not every product has records.
  const gaps = indexes.map((index) => notCovered.get(questions.queries[index]?.ecosystem ?? ''));
  return gaps.includes(undefined) ? null : (gaps[0] ?? null);
}

/** The distribution for its own packages, the type of package for others. */
function placeOf(component: Component, inventory: Inventory): string {
  const type = PURL_TYPE.exec(component.purl)?.[1] ?? 'unknown';
  if (!DISTRIBUTION_TYPES.has(type)) return `${type} packages`;
  const { os } = inventory;
  if (os === null) return `${type} packages of an unknown distribution`;
  return os.version === null ? os.id : `${os.id} ${os.version}`;
}
