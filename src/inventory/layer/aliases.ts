import { classify } from '../classify.ts';
import type { Alias } from './job.ts';

/**
 * For a path, the one that it is read as; null for all paths that no alias names, and for files below an
 * aliased folder that the first walk has read under their own name.
 */
export function createAliases(only: readonly Alias[]): (path: string) => string | null {
  const aliases = new Map(only.map(({ path, as }) => [path, as]));
  const hasFolders = only.some(({ path }) => path.endsWith('/'));
  return (path) => {
    const exact = aliases.get(path);
    if (exact !== undefined) return exact;
    if (!hasFolders || classify(path) !== null) return null;
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = aliases.get(path.slice(0, slash + 1));
      if (folder !== undefined) return folder + path.slice(slash + 1);
    }
    return null;
  };
}
