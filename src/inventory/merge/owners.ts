import type { PlacedRecord, Tree } from './tree.ts';

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

/**
 * Which files belong to packages of the operating system, so that what those packages bring is not counted a
 * second time as packages of a language. A file that was changed since is nobody's: it is somebody else's
 * version. Of large files that are not read, only a change in a later layer can be seen.
 */
export function findOwners(tree: Tree): Owners {
  const files = new Map<string, Owned>();
  for (const { placed } of tree.all()) {
    if (placed?.record.kind !== 'catalogue') continue;
    for (const { path, hash } of placed.record.reading.owned) {
      const real = tree.resolve(path, true) ?? path;
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
