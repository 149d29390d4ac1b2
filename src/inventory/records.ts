import type { ComponentLocation, OsRelease } from '../model/component.ts';
import type { Reading } from './cataloguer.ts';
import { createComponents, type Components, type OsPackage } from './components.ts';
import { isForDistribution } from './distribution.ts';
import { introducedBy } from './introduced.ts';
import type { LayerFacts } from './layer/facts.ts';
import { findOwners, type OwnedContent } from './merge/owners.ts';
import type { Tree, TreeNode } from './merge/tree.ts';
import type { FoundProgram, ProgramRecord } from './programs.ts';
import { isOsType } from './purl.ts';
import { findInstalled, type PlacedReading } from './superseded.ts';
import { GO_BINARY } from './unread.ts';

export interface Records {
  readonly components: Components;
  /** Paths of what is not read, by format. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
  readonly ownedUnread: number;
  /** Some package database says which files its packages brought. */
  readonly hasFileLists: boolean;
  readonly programs: readonly FoundProgram[];
  /** Symbolic links to programs: where they lead, by path. */
  readonly links: ReadonlyMap<string, string>;
  /** Package URL of the package that brought a program, by path. */
  readonly owners: ReadonlyMap<string, string>;
  readonly unknowns: readonly PlacedReason[];
}

interface PlacedReason {
  readonly place: string;
  readonly reason: string;
}

/** What all files that are left say, with the packages that others belong to found first. */
export function readRecords(tree: Tree, layers: readonly LayerFacts[], os: OsRelease | null): Records {
  const unknowns: PlacedReason[] = [];
  const components = createComponents(os);
  const unread = new Map<string, string[]>();
  const programs: FoundProgram[] = [];
  const owners = new Map<string, string>();
  const whose = findOwners(tree);
  const introducedIn = introducedBy(layers);
  const nodes = sorted(tree.all());
  const stillMeant = findInstalled(nodes.flatMap(catalogued));
  let ownedUnread = 0;

  function add(reading: Reading, location: ComponentLocation, ownedBy: string | null): void {
    // What the owner's advisories cover need not be understood a second time.
    if (ownedBy === null)
      for (const reason of reading.unknowns) unknowns.push({ place: location.path, reason });
    for (const one of reading.packages) {
      const layer =
        location.layer === null || !isOsType(one.type)
          ? location.layer
          : introducedIn(location.path, location.layer, one);
      const reason = components.add({ one, location: { ...location, layer }, ownedBy });
      if (reason !== null) unknowns.push({ place: location.path, reason });
    }
  }

  function ownerOf(content: OwnedContent): OsPackage | null {
    const owner = whose.ownerOf(content);
    return owner === null || owner.name === null ? null : components.byName(owner.type, owner.name);
  }

  // What the advisories of the distribution do not speak of is looked up by itself, whoever brought it.
  function ownedBy(content: OwnedContent): string | null {
    const owner = isForDistribution(content.path) ? ownerOf(content) : null;
    return owner?.hasAdvisories === true ? owner.purl : null;
  }

  function addUnread(format: string, path: string): void {
    const paths = unread.get(format);
    if (paths === undefined) unread.set(format, [path]);
    else paths.push(path);
  }

  function addProgram(path: string, layer: number, record: ProgramRecord): void {
    const content = { path, layer, digests: record.digests };
    const owner = ownerOf(content);
    if (owner !== null) owners.set(path, owner.purl);
    const by = ownedBy(content);
    if (record.isUnreadGo && by === null) addUnread(GO_BINARY, path);
    for (const reading of record.readings) add(reading, { path, layer }, by);
    programs.push({ path, record, isOwned: owner !== null });
  }

  // Packages of the operating system first: others may belong to them.
  for (const placed of nodes.flatMap(catalogued)) {
    if (isOsReading(placed.record.reading))
      add(placed.record.reading, { path: placed.path, layer: placed.layer }, null);
  }
  for (const { path, placed } of nodes) {
    if (placed === null) continue;
    const { record, layer } = placed;
    if (record.kind === 'problem') unknowns.push({ place: path, reason: record.reason });
    else if (record.kind === 'program') addProgram(path, layer, record);
    else if (record.kind === 'unread') {
      if (ownedBy({ path, layer, digests: record.digests }) === null) addUnread(record.format, path);
      else ownedUnread++;
    } else if (record.kind === 'catalogue' && !isOsReading(record.reading)) {
      const reading = stillMeant({ path, record });
      add(
        reading,
        { path, layer },
        record.digests === null ? null : ownedBy({ path, layer, digests: record.digests }),
      );
    }
  }
  const links = linksTo(tree, new Set(programs.map(({ path }) => path)));
  const hasFileLists = whose.hasFileLists();
  return { components, unread, ownedUnread, hasFileLists, programs, links, owners, unknowns };
}

function linksTo(tree: Tree, programs: ReadonlySet<string>): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const { path, link } of tree.all()) {
    const real = link === null ? null : tree.resolve(path);
    if (real !== null && programs.has(real)) links.set(path, real);
  }
  return links;
}

function catalogued({ path, placed }: TreeNode): readonly (PlacedReading & { readonly layer: number })[] {
  return placed?.record.kind === 'catalogue' ? [{ path, record: placed.record, layer: placed.layer }] : [];
}

/** Databases of the operating system also hold lists of files alone, which belong to no package of a language. */
function isOsReading({ packages }: Reading): boolean {
  return packages.some(({ type }) => isOsType(type));
}

function sorted(nodes: Iterable<TreeNode>): readonly TreeNode[] {
  return [...nodes].filter(({ placed }) => placed !== null).sort((a, b) => (a.path < b.path ? -1 : 1));
}
