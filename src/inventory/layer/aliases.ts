import type { Alias } from './job.ts';

/** For a path, the one that it is read as; null for all paths that no alias names. */
export function createAliases(only: readonly Alias[]): (path: string) => string | null {
  const exact = new Map(only.filter(({ path }) => !path.endsWith('/')).map(({ path, as }) => [path, as]));
  const folders = only.filter(({ path }) => path.endsWith('/'));
  return (path) => {
    const as = exact.get(path);
    if (as !== undefined) return as;
    const folder = folders.find((one) => path.startsWith(one.path) && !path.includes('/', one.path.length));
    return folder === undefined ? null : folder.as + path.slice(folder.path.length);
  };
}
