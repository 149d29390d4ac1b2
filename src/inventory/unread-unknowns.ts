import type { OsRelease } from '../model/component.ts';
import { UNREAD } from './unread.ts';

interface PlacedReason {
  readonly place: string;
  readonly reason: string;
}

/** One unknown for each format that was found and is not read: how many, and the first path as an example. */
export function unreadUnknowns(unread: ReadonlyMap<string, readonly string[]>): readonly PlacedReason[] {
  const unknowns: PlacedReason[] = [];
  for (const { id, what } of UNREAD) {
    const paths = unread.get(id) ?? [];
    const [first] = paths;
    if (first === undefined) continue;
    unknowns.push({
      place: first,
      reason: `${what} are not read by this version: ${counted(paths.length, 'file')}`,
    });
  }
  return unknowns;
}

export interface Unattributed {
  readonly hasOsPackages: boolean;
  /** Programs in all layers, also in those that hide each other. */
  readonly executables: number;
  readonly unread: ReadonlyMap<string, readonly string[]>;
  readonly os: OsRelease | null;
}

/**
 * Programs that no package database speaks of, or a distribution without one: an image without packages is not
 * a clean image. A database that is there and not read has its own unknown already.
 */
export function unattributed(found: Unattributed): readonly PlacedReason[] {
  const { hasOsPackages, executables, unread, os } = found;
  const hasUnreadDatabase = UNREAD.some(({ id, isOsDatabase }) => isOsDatabase && unread.has(id));
  if (hasOsPackages || hasUnreadDatabase || (executables === 0 && os === null)) return [];
  const where = os === null ? '' : ` of ${os.prettyName ?? os.id}`;
  const programs = `${counted(executables, 'program')} could not be attributed to a package`;
  const rest = executables === 0 ? 'its package database is missing or empty' : programs;
  return [{ place: 'package database', reason: `no packages${where} were found: ${rest}` }];
}

/** Nothing here knows where another system keeps its packages, so that finding none means nothing. */
export function otherPlatform(os: string): readonly PlacedReason[] {
  if (os === 'linux') return [];
  return [
    {
      place: 'platform',
      reason: `packages of images for ${JSON.stringify(os)} are not read by this version`,
    },
  ];
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
