import type { Cataloguer, PackageType, Reading } from './cataloguer.ts';
import { CATALOGUERS } from './cataloguers/index.ts';
import type { FileRecord } from './layer/facts.ts';

export type CatalogueRecord = Extract<FileRecord, { kind: 'catalogue' }>;

/** A file that was read, where it lies in the image. */
export interface PlacedReading {
  readonly path: string;
  readonly record: CatalogueRecord;
}

/** What a file says, without what a lock file says of packages that are installed. */
export type StillMeant = (placed: PlacedReading) => Reading;

/** Looks at all files once, so that each lock file is answered by a look at a sorted list. */
export function findInstalled(
  files: readonly PlacedReading[],
  cataloguers: readonly Cataloguer[] = CATALOGUERS,
): StillMeant {
  const locks = new Map(
    cataloguers.filter((one) => one.supersededBelow !== undefined).map((one) => [one.id, one]),
  );
  const installed = new Map<PackageType, string[]>();
  for (const { path, record } of files) {
    if (locks.has(record.cataloguer)) continue;
    for (const type of new Set(record.reading.packages.map((one) => one.type))) {
      const paths = installed.get(type);
      if (paths === undefined) installed.set(type, [path]);
      else paths.push(path);
    }
  }
  for (const paths of installed.values()) paths.sort();
  return ({ path, record }) => {
    const { reading, cataloguer } = record;
    const lock = locks.get(cataloguer);
    const folder = lock?.supersededBelow?.(path);
    if (lock === undefined || folder === undefined) return reading;
    const isInstalled = (type: PackageType): boolean => hasBelow(installed.get(type) ?? [], folder);
    const packages = reading.packages.filter(({ type }) => !isInstalled(type));
    // What it says in vain need not be understood either.
    const isInVain = packages.length === 0 && isInstalled(reading.packages[0]?.type ?? lock.ecosystem);
    return { ...reading, packages, unknowns: isInVain ? [] : reading.unknowns };
  };
}

/** Paths that start in the same way stand together, after the start itself. */
function hasBelow(sorted: readonly string[], folder: string): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? '') < folder) from = middle + 1;
    else to = middle;
  }
  return sorted[from]?.startsWith(folder) === true;
}
