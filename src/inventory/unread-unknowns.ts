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

export interface WithoutPackages {
  readonly hasOsPackages: boolean;
  readonly unread: ReadonlyMap<string, readonly string[]>;
  readonly os: OsRelease | null;
}

/**
 * A distribution without packages is not a clean one. A database that is there and not read has its own unknown
 * already.
 */
export function withoutPackages({ hasOsPackages, unread, os }: WithoutPackages): readonly PlacedReason[] {
  const hasUnreadDatabase = UNREAD.some(({ id, isOsDatabase }) => isOsDatabase && unread.has(id));
  if (hasOsPackages || hasUnreadDatabase || os === null) return [];
  const what = `no packages of ${os.prettyName ?? os.id} were found`;
  return [{ place: 'package database', reason: `${what}: its package database is missing or empty` }];
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
