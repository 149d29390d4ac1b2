import type { PlacedRecord, Tree, TreeNode } from './tree.ts';

export interface Owners {
  /** The file is one that an OS package brought, unchanged. */
  owns(path: string, placed: PlacedRecord): boolean;
}

interface Owned {
  /** Hexadecimal digests that the content may have. */
  readonly digests: Set<string>;
  /** The highest layer in which the packages were installed. */
  layer: number;
}

/** The list of one package's files; the architecture is there where several can be installed. */
const LIST = /(?:^|\/)([^/:]+)(?::[^/:]+)?\.md5sums$/u;

/**
 * Which files belong to packages of the operating system, so that what those packages bring is not counted a
 * second time as packages of a language. A file that was changed since is nobody's: it is somebody else's
 * version. Of large files that are not read, only a change in a later layer can be seen.
 * A list that anybody could have put there hides nothing: its package must be installed, and what a
 * distribution's package brings for a language lies in `usr`, never in `usr/local` (Filesystem Hierarchy
 * Standard 3.0, 4.9) or where applications are.
 */
export function findOwners(tree: Tree): Owners {
  const files = new Map<string, Owned>();
  const nodes = [...tree.all()];
  const installed = installedNames(nodes);
  for (const { path: place, placed } of nodes) {
    if (placed?.record.kind !== 'catalogue') continue;
    const listOf = LIST.exec(place)?.[1];
    if (listOf !== undefined && !installed.has(listOf)) continue;
    for (const { path, hash } of placed.record.reading.owned) {
      const real = tree.resolve(path, true) ?? path;
      if (!isForDistribution(real)) continue;
      const owned = files.get(real) ?? { digests: new Set<string>(), layer: placed.layer };
      owned.digests.add(hash.hex.toLowerCase());
      owned.layer = Math.max(owned.layer, placed.layer);
      files.set(real, owned);
    }
  }
  return {
    owns(path, { record, layer }) {
      const owned = files.get(path);
      if (owned === undefined) return false;
      if (record.kind !== 'unread' && record.kind !== 'catalogue') return false;
      if (record.md5 === null || record.sha1 === null) return layer <= owned.layer;
      return owned.digests.has(record.md5) || owned.digests.has(record.sha1);
    },
  };
}

function installedNames(nodes: readonly TreeNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { placed } of nodes) {
    if (placed?.record.kind !== 'catalogue') continue;
    for (const { type, name } of placed.record.reading.packages) if (type === 'deb') names.add(name);
  }
  return names;
}

function isForDistribution(path: string): boolean {
  return path.startsWith('usr/') && !path.startsWith('usr/local/');
}
