import type { Removable } from '../../../model/report.ts';
import { closure, type PackageGraph, type PackageNode } from './graph.ts';
import type { Kept } from './kept.ts';

/** What can be removed in one go. */
interface Purge {
  readonly root: PackageNode;
  readonly all: ReadonlySet<PackageNode>;
  readonly findings: number;
}

/**
 * Packages that can go, each with those that need it and those that only these need. `findings` is how many
 * there are by package URL. Worst first; no package is in two of them.
 */
export function removablePackages(
  graph: PackageGraph,
  kept: Kept,
  findings: ReadonlyMap<string, number>,
): readonly Removable[] {
  const tops = new Set([...graph.values()].filter((node) => isTop(node)));
  const purges = [...graph.values()].flatMap((root) => purgeOf(root, { tops, kept, findings }) ?? []);
  return chosen(purges, tops).map(({ root, all, findings: count }) => ({
    packages: [
      root.name,
      ...[...all]
        .filter((one) => one !== root)
        .map(({ name }) => name)
        .sort(),
    ],
    findings: count,
    installedBytes: sizeOf(all),
  }));
}

interface Known {
  readonly tops: ReadonlySet<PackageNode>;
  readonly kept: Kept;
  readonly findings: ReadonlyMap<string, number>;
}

function purgeOf(root: PackageNode, { tops, kept, findings }: Known): Purge | null {
  const above = closure([root], 'neededBy');
  if ([...above].some((node) => kept.packages.has(node) || (!node.isTool && mayBeLoaded(node, kept))))
    return null;
  if ([...above].some((node) => tops.has(node) && !node.isTool)) return null;
  const all = withOrphans(above, kept);
  const count = [...all].reduce((sum, { purl }) => sum + (findings.get(purl) ?? 0), 0);
  return count === 0 ? null : { root, all, findings: count };
}

function mayBeLoaded({ hasLibraries }: PackageNode, { mayLoadByName }: Kept): boolean {
  return hasLibraries && mayLoadByName;
}

/** Nothing needs it but what it needs itself. */
function isTop(node: PackageNode): boolean {
  if (node.neededBy.size === 0) return true;
  const below = closure([node], 'needs');
  return [...closure([node], 'neededBy')].every((one) => below.has(one));
}

/** And what is needed by nothing any more. What programs can load by name stays. */
function withOrphans(gone: ReadonlySet<PackageNode>, kept: Kept): ReadonlySet<PackageNode> {
  const all = new Set(gone);
  const below = [...closure(gone, 'needs')].filter((node) => !kept.packages.has(node) && !all.has(node));
  const candidates = new Set(below.filter((node) => !mayBeLoaded(node, kept)));
  const isElsewhere = (node: PackageNode): boolean => !all.has(node) && !candidates.has(node);
  const needed = [...candidates].filter((node) => [...node.neededBy].some(isElsewhere));
  for (let node = needed.pop(); node !== undefined; node = needed.pop()) {
    // What it needs is needed now too.
    if (candidates.delete(node)) needed.push(...[...node.needs].filter((one) => candidates.has(one)));
  }
  for (const node of candidates) all.add(node);
  return all;
}

/**
 * First what nothing needs, each by itself. Then what several of those share and would go with all of them
 * only: where that is at least as much, they become one.
 */
function chosen(purges: readonly Purge[], tops: ReadonlySet<PackageNode>): readonly Purge[] {
  const holders = new Map<PackageNode, Purge>();
  const hold = (purge: Purge): void => {
    for (const node of purge.all) holders.set(node, purge);
  };
  disjoint(purges.filter(({ root }) => tops.has(root)).sort(worstFirst)).forEach(hold);
  for (const purge of purges.filter(({ root }) => !tops.has(root)).sort(worstFirst)) {
    const others = new Set([...purge.all].flatMap((node) => holders.get(node) ?? []));
    const already = [...others].reduce((sum, { findings }) => sum + findings, 0);
    if (purge.findings - already < Math.max(1, already)) continue;
    if ([...others].every(({ all }) => all.isSubsetOf(purge.all))) hold(purge);
  }
  return [...new Set(holders.values())].sort(worstFirst);
}

/** Of packages that need each other, only one is the one to purge. */
function disjoint(purges: readonly Purge[]): readonly Purge[] {
  const taken = new Set<PackageNode>();
  return purges.filter(({ all }) => {
    if (!taken.isDisjointFrom(all)) return false;
    for (const node of all) taken.add(node);
    return true;
  });
}

function worstFirst(a: Purge, b: Purge): number {
  return b.findings - a.findings || a.all.size - b.all.size || (a.root.purl < b.root.purl ? -1 : 1);
}

function sizeOf(nodes: Iterable<PackageNode>): number | null {
  let sum = 0;
  for (const { installedBytes } of nodes) {
    if (installedBytes === null) return null;
    sum += installedBytes;
  }
  return sum;
}
