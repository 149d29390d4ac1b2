import { posix } from 'node:path';
import type { Inventory } from '../../../inventory/inventory.ts';
import { closure, type PackageGraph, type PackageNode } from './graph.ts';
import type { Started } from './started.ts';

export interface Kept {
  readonly packages: ReadonlySet<PackageNode>;
  /** Some program can load libraries that nothing names: then no library may go. */
  readonly mayLoadByName: boolean;
}

/** Data that programs read without saying so anywhere. */
const DATA =
  /^(?:ca-certificates|tzdata|netbase|media-types|mailcap|shared-mime-info|iso-codes|fontconfig|fonts-|ttf-|font-|locales|glibc-locale|glibc-langpack|musl-locales|icu-data)/u;
/** Parts of programs that are still to be linked. */
const OBJECT = /\.(?:o|a|lo|obj)$/u;
/** Whoever builds on the image needs it; the last one is called by busybox, and by nothing that says so. */
const MANAGER = /^(?:apt|apk-tools|dnf5?|microdnf|yum|tdnf|zypper|rpm|dpkg|ssl_client)$/u;

/**
 * The packages that stay: essential ones and the package manager; those of the programs that are started, with the packages that add
 * to them; what every program needs that no package brought; data; and all that these need.
 */
export function keptPackages(graph: PackageGraph, inventory: Inventory, started: Started): Kept {
  const { programs, owners } = inventory;
  const ofPath = (path: string): readonly PackageNode[] => {
    const node = graph.get(owners.get(path) ?? '');
    return node === undefined ? [] : [node];
  };
  const application = [...programs.keys()].filter((path) => !owners.has(path) && !OBJECT.test(path));
  const linked = withLibraries([...started.paths, ...application], inventory);
  const roots = [
    ...[...graph.values()].filter((node) => isStanding(node)),
    // What depends on a started program can be a module of it.
    ...closure(started.paths.flatMap(ofPath), 'neededBy'),
    ...linked.flatMap(ofPath),
  ];
  return {
    packages: closure(roots, 'needs'),
    mayLoadByName: started.hasInterpreter || application.length > 0,
  };
}

function isStanding({ isEssential, name }: PackageNode): boolean {
  return isEssential || MANAGER.test(name) || DATA.test(name);
}

/** The programs and all libraries that they name, in turn; every file of such a name counts. */
function withLibraries(paths: readonly string[], { programs }: Inventory): readonly string[] {
  const byName = Map.groupBy(programs.keys(), (path) => posix.basename(path));
  const reached = new Set(paths);
  for (const path of reached) {
    const facts = programs.get(path);
    const names = [...(facts?.needed ?? []), ...(facts?.interpreter ? [facts.interpreter] : [])];
    for (const name of names) for (const one of byName.get(posix.basename(name)) ?? []) reached.add(one);
  }
  return [...reached];
}
