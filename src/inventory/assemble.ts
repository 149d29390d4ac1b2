import { errorText } from '../model/errors.ts';
import type { Component, ComponentLocation, OsRelease } from '../model/component.ts';
import type { Unknown } from '../model/outcome.ts';
import type { Logger } from '../util/log.ts';
import type { Package } from './cataloguer.ts';
import { ecosystemOf } from './ecosystem.ts';
import type { Inventory, NotableFile } from './inventory.ts';
import type { LayerFacts } from './layer/facts.ts';
import { findOwners } from './merge/owners.ts';
import type { Tree, TreeNode } from './merge/tree.ts';
import { NOTABLE_FILES, OS_RELEASE_FILES } from './notable.ts';
import { parseOsRelease } from './os-release.ts';
import { packageUrl } from './purl.ts';
import { otherPlatform, unattributed, unreadUnknowns } from './unread-unknowns.ts';

export interface AssembleInput {
  readonly tree: Tree;
  readonly layers: readonly LayerFacts[];
  readonly unknowns: readonly { readonly place: string; readonly reason: string }[];
  /** `linux`: what the image is for. */
  readonly platform: string;
  readonly log: Logger;
}

/** The inventory from the merged tree: what the packages are, now that the distribution is known. */
export function assemble(input: AssembleInput): Inventory {
  const { tree, layers, log } = input;
  const unknowns: { place: string; reason: string }[] = [...input.unknowns];
  for (const facts of layers) unknowns.push(...facts.unknowns);
  const files = notableFiles(tree);
  const os = readOs(files, unknowns);
  const { components, unread, duplicates } = readRecords(tree, os, unknowns);
  if (duplicates > 0)
    log.debug(`${duplicates} files of language packages belong to OS packages: counted once`);
  unknowns.push(...unreadUnknowns(unread), ...otherPlatform(input.platform));
  const hasOsPackages = components.some(
    ({ purl }) => purl.startsWith('pkg:deb/') || purl.startsWith('pkg:apk/'),
  );
  const executables = layers.reduce((sum, facts) => sum + facts.executables, 0);
  unknowns.push(...unattributed({ hasOsPackages, executables, unread, os }));
  return {
    os,
    components,
    unknowns: unknowns.map(asUnknown).sort((a, b) => compare(a.place, b.place)),
    files,
    relations: new Map(),
    programs: new Map(),
    owners: new Map(),
    stats: {
      entries: layers.reduce((sum, facts) => sum + facts.entries, 0),
      bytes: layers.reduce((sum, facts) => sum + facts.bytes, 0),
    },
  };
}

interface Records {
  readonly components: readonly Component[];
  /** Paths of what is not read, by format. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
  readonly duplicates: number;
}

function readRecords(
  tree: Tree,
  os: OsRelease | null,
  unknowns: { place: string; reason: string }[],
): Records {
  const components = new Map<string, Component>();
  const unread = new Map<string, string[]>();
  const owners = findOwners(tree);
  // Without advisories for the OS packages, hiding what they bring would hide it for good.
  const hasAdvisories = ecosystemOf('deb', os) !== null || ecosystemOf('apk', os) !== null;
  let duplicates = 0;
  for (const { path, placed } of sorted(tree.all())) {
    if (placed === null) continue;
    const { record, layer } = placed;
    if (record.kind === 'problem') unknowns.push({ place: path, reason: record.reason });
    if (record.kind !== 'unread' && record.kind !== 'catalogue') continue;
    if (hasAdvisories && owners.owns(path, placed)) {
      duplicates++;
    } else if (record.kind === 'unread') {
      const paths = unread.get(record.format) ?? [];
      paths.push(path);
      unread.set(record.format, paths);
    } else {
      for (const reason of record.reading.unknowns) unknowns.push({ place: path, reason });
      for (const one of record.reading.packages) {
        addComponent(components, { one, os, location: { path, layer } }, unknowns);
      }
    }
  }
  const list = [...components.values()].sort((a, b) => compare(a.purl, b.purl));
  return { components: list, unread, duplicates };
}

function addComponent(
  components: Map<string, Component>,
  found: { readonly one: Package; readonly os: OsRelease | null; readonly location: ComponentLocation },
  unknowns: { place: string; reason: string }[],
): void {
  const { one, os, location } = found;
  let purl: string;
  try {
    purl = packageUrl(one, os);
  } catch (error) {
    unknowns.push({ place: location.path, reason: `${one.name} has no package URL: ${errorText(error)}` });
    return;
  }
  const { name, version, source, licence } = one;
  const known = components.get(purl);
  const locations = [...(known?.locations ?? []), location];
  const ecosystem = ecosystemOf(one.type, os);
  const module = one.module ?? null;
  components.set(purl, {
    purl,
    name,
    version,
    ecosystem,
    source,
    licence,
    module,
    ownedBy: null,
    ...known,
    locations,
  });
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

function sorted(nodes: Iterable<TreeNode>): readonly TreeNode[] {
  return [...nodes].filter(({ placed }) => placed !== null).sort((a, b) => compare(a.path, b.path));
}

function asUnknown({ place, reason }: { place: string; reason: string }): Unknown {
  return { step: 'inventory', place, reason };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
