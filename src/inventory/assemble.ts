import type { OsRelease, ProgramFacts } from '../model/component.ts';
import type { Unknown } from '../model/outcome.ts';
import type { Logger } from '../util/log.ts';
import type { Inventory, NotableFile } from './inventory.ts';
import type { LayerFacts } from './layer/facts.ts';
import type { Tree } from './merge/tree.ts';
import { NOTABLE_FILES, OS_RELEASE_FILES } from './notable.ts';
import { parseOsRelease } from './os-release.ts';
import { unknownPrograms, type FoundProgram } from './programs.ts';
import { readRecords } from './records.ts';
import { otherPlatform, unreadUnknowns, withoutPackages } from './unread-unknowns.ts';

export interface AssembleInput {
  readonly tree: Tree;
  readonly layers: readonly LayerFacts[];
  readonly unknowns: readonly { readonly place: string; readonly reason: string }[];
  /** `linux`: what the image is for. */
  readonly platform: string;
  /** Whether the user says that the program at a path is their own. */
  readonly isOwnProgram: (path: string) => boolean;
  readonly log: Logger;
}

/** The inventory from the merged tree: what the packages are, now that the distribution is known. */
export function assemble(input: AssembleInput): Inventory {
  const { tree, layers, log } = input;
  const unknowns: { place: string; reason: string }[] = [...input.unknowns];
  for (const facts of layers) unknowns.push(...facts.unknowns);
  const files = notableFiles(tree);
  const os = readOs(files, unknowns);
  const records = readRecords(tree, layers, os);
  const { components, unread, programs } = records;
  unknowns.push(...records.unknowns);
  if (records.ownedUnread > 0)
    log.debug(`${records.ownedUnread} files that are not read belong to OS packages: they are not told`);
  unknowns.push(...unreadUnknowns(unread), ...otherPlatform(input.platform));
  const lacksFileLists = components.hasOsPackages() && !records.hasFileLists;
  unknowns.push(...unknownPrograms(programs, { isOwn: input.isOwnProgram, lacksFileLists }));
  unknowns.push(...withoutPackages({ hasOsPackages: components.hasOsPackages(), unread, os }));
  return {
    os,
    components: components.list(),
    unknowns: unknowns.map(asUnknown).sort((a, b) => compare(a.place, b.place)),
    files,
    relations: components.relations(),
    programs: withLinks(factsOf(programs), records.links),
    owners: withLinks(records.owners, records.links),
    stats: {
      entries: layers.reduce((sum, facts) => sum + facts.entries, 0),
      bytes: layers.reduce((sum, facts) => sum + facts.bytes, 0),
    },
  };
}

/** What is known by a path, also by the paths of links to it. */
function withLinks<T>(
  known: ReadonlyMap<string, T>,
  links: ReadonlyMap<string, string>,
): ReadonlyMap<string, T> {
  const all = new Map(known);
  for (const [path, real] of links) {
    const value = known.get(real);
    if (value !== undefined) all.set(path, value);
  }
  return all;
}

function factsOf(programs: readonly FoundProgram[]): ReadonlyMap<string, ProgramFacts> {
  const facts = new Map<string, ProgramFacts>();
  for (const { path, record } of programs) if (record.facts !== null) facts.set(path, record.facts);
  return facts;
}

/** Notable files by the path they are known by, wherever links lead. */
function notableFiles(tree: Tree): ReadonlyMap<string, NotableFile> {
  const files = new Map<string, NotableFile>();
  for (const path of NOTABLE_FILES) {
    const real = tree.resolve(path);
    const placed = real === null ? null : (tree.get(real)?.placed ?? null);
    if (placed?.record.kind !== 'notable') continue;
    files.set(path, { path, layer: placed.layer, content: Buffer.from(placed.record.content) });
  }
  return files;
}

function readOs(
  files: ReadonlyMap<string, NotableFile>,
  unknowns: { place: string; reason: string }[],
): OsRelease | null {
  let first: OsRelease | null = null;
  for (const path of OS_RELEASE_FILES) {
    const file = files.get(path);
    if (file === undefined) continue;
    const os = parseOsRelease(file.content);
    if (typeof os === 'string') {
      if (first === null) unknowns.push({ place: path, reason: os });
    } else if (first === null) first = os;
    else if (os.id !== first.id || os.version !== first.version) {
      // The wrong release has other advisories: its packages would look clean.
      unknowns.push({ place: path, reason: `it says ${nameOf(os)}, and ${nameOf(first)} is said before it` });
    }
  }
  return first;
}

function nameOf({ id, version }: OsRelease): string {
  return version === null ? id : `${id} ${version}`;
}

function asUnknown({ place, reason }: { place: string; reason: string }): Unknown {
  return { step: 'inventory', place, reason };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
