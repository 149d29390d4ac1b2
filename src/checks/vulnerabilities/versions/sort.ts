import type { VersionScheme } from './scheme.ts';

/** Different versions, lowest first; what does not parse comes last, in the order of its text. */
export function sortVersions(versions: Iterable<string>, scheme: VersionScheme): readonly string[] {
  return [...new Set(versions)].sort((a, b) => {
    const left = scheme.parse(a);
    const right = scheme.parse(b);
    if (left.ok && right.ok) return scheme.compare(left.version, right.version) || (a < b ? -1 : 1);
    if (left.ok !== right.ok) return left.ok ? -1 : 1;
    return a < b ? -1 : 1;
  });
}
