import { posix } from 'node:path';
import type { Inventory } from '../../../inventory/inventory.ts';
import { LIMITS } from '../../../util/limits.ts';

/** An installed package of the operating system, with what it needs and what needs it. */
export interface PackageNode {
  readonly purl: string;
  readonly name: string;
  readonly isEssential: boolean;
  readonly installedBytes: number | null;
  /** It has commands, or is only there to build with: somebody chose it for itself. */
  readonly isTool: boolean;
  /** It has shared libraries, which can also be loaded by name while a program runs. */
  readonly hasLibraries: boolean;
  readonly needs: Set<PackageNode>;
  readonly neededBy: Set<PackageNode>;
}

/** By package URL. */
export type PackageGraph = ReadonlyMap<string, PackageNode>;

const COMMAND = /(?:^|\/)s?bin\/[^/]+$/u;
/** Packages that only bring others of that kind. */
const COLLECTION = /^(?:build-essential|build-base|gnupg2?)$/u;
/** In a folder where the loader looks by itself. */
const LIBRARY = /^(?:usr\/)?lib(?:32|64)?\/(?:[^/]*-linux-[^/]*\/)?[^/]*\.so(?:\.[0-9.]+)?$/u;
/** For files that cannot be told to be its own: what a later layer changed, what only the database speaks of. */
const NAMED_LIBRARY = /^lib(?!.*-(?:perl|java|ruby|php|dev|devel|doc)$)/u;
const GIVES_LIBRARY = /^so:|\.so(?:\.|$|\()/u;
const TO_BUILD_WITH = /-(?:dev|devel|doc|dbg|headers|static)$/u;

/**
 * The packages whose database states what they need. Every installed alternative of a dependency counts as
 * needed, for which of them is used cannot be told; one that is not installed is left out. Null when there are
 * more than a real image has (`advicePackages`, `adviceRelations`).
 */
export function packageGraph(inventory: Inventory): PackageGraph | null {
  if (inventory.relations.size > LIMITS.advicePackages.value) return null;
  const graph = new Map<string, PackageNode>();
  const commands = ownersOf(inventory, isCommand);
  // A link is the only file of some packages: `gcc`, `python3`.
  const named = new Set([...inventory.owners.keys()].filter(isCommand).map((path) => posix.basename(path)));
  const libraries = ownersOf(inventory, (path) => LIBRARY.test(path));
  for (const { purl, name } of inventory.components) {
    const relations = inventory.relations.get(purl);
    if (relations === undefined) continue;
    graph.set(purl, {
      purl,
      name,
      isEssential: relations.essential,
      installedBytes: relations.installedBytes,
      isTool: commands.has(purl) || named.has(name) || TO_BUILD_WITH.test(name) || COLLECTION.test(name),
      hasLibraries:
        libraries.has(purl) ||
        NAMED_LIBRARY.test(name) ||
        relations.provides.some((one) => GIVES_LIBRARY.test(one)),
      needs: new Set(),
      neededBy: new Set(),
    });
  }
  return connect(graph, inventory) ? graph : null;
}

/** The packages and all that can be reached from them. */
export function closure(
  from: Iterable<PackageNode>,
  direction: 'needs' | 'neededBy',
): ReadonlySet<PackageNode> {
  const reached = new Set(from);
  // A set is walked in the order of insertion, with what is added on the way.
  for (const node of reached) for (const next of node[direction]) reached.add(next);
  return reached;
}

function isCommand(path: string): boolean {
  return COMMAND.test(path);
}

function ownersOf({ owners }: Inventory, isMeant: (path: string) => boolean): ReadonlySet<string> {
  return new Set([...owners].flatMap(([path, purl]) => (isMeant(path) ? [purl] : [])));
}

/** False when there are too many. */
function connect(graph: PackageGraph, { relations }: Inventory): boolean {
  let edges = 0;
  const givers = new Map<string, PackageNode[]>();
  for (const node of graph.values()) {
    for (const name of new Set([node.name, ...(relations.get(node.purl)?.provides ?? [])])) {
      const list = givers.get(name);
      if (list === undefined) givers.set(name, [node]);
      else list.push(node);
    }
  }
  for (const node of graph.values()) {
    for (const name of (relations.get(node.purl)?.depends ?? []).flat()) {
      for (const giver of givers.get(name) ?? []) {
        if (giver === node) continue;
        edges += 1;
        if (edges > LIMITS.adviceRelations.value) return false;
        node.needs.add(giver);
        giver.neededBy.add(node);
      }
    }
  }
  return true;
}
