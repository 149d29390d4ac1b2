import type { FileRecord } from '../layer/facts.ts';
import type { Tree } from './tree.ts';

export interface Owners {
  /** The file is one that an OS package brought, unchanged. */
  owns(path: string, record: FileRecord): boolean;
}

/**
 * Which files belong to packages of the operating system, so that what those packages bring is not counted a
 * second time as packages of a language. A file that was changed since is nobody's: it is somebody else's version.
 */
export function findOwners(tree: Tree): Owners {
  const hashes = new Map<string, Set<string>>();
  for (const { placed } of tree.all()) {
    if (placed?.record.kind !== 'catalogue') continue;
    for (const { path, hash } of placed.record.reading.owned) {
      const real = tree.resolve(path, true) ?? path;
      const known = hashes.get(real) ?? new Set<string>();
      known.add(hash.hex.toLowerCase());
      hashes.set(real, known);
    }
  }
  return {
    owns(path, record) {
      const known = hashes.get(path);
      if (known === undefined) return false;
      if (record.kind === 'unread') return true;
      return record.kind === 'catalogue' && (known.has(record.md5) || known.has(record.sha1));
    },
  };
}
