import { classify, type FileClass } from '../classify.ts';
import type { FileRecord } from './facts.ts';

/**
 * A hard link to a file that was read in the same layer is that file, and to a program is that program; the
 * others are left to a second walk.
 */
export function joinHardLinks(
  records: ReadonlyMap<string, FileRecord>,
  hardLinks: Map<string, string>,
): FileRecord[] {
  const joined: FileRecord[] = [];
  for (const [path, target] of hardLinks) {
    const record = records.get(target);
    if (record === undefined) continue;
    const isProgram = record.kind === 'program' && classify(path) === null;
    if (!isProgram && !isSameClass(classify(path), classify(target))) continue;
    joined.push({ ...record, path });
    hardLinks.delete(path);
  }
  return joined;
}

function isSameClass(a: FileClass | null, b: FileClass | null): boolean {
  if (a === null || b === null || a.kind !== b.kind) return false;
  if (a.kind === 'catalogue') return b.kind === 'catalogue' && a.cataloguer === b.cataloguer;
  return a.kind === 'notable' || (b.kind === 'unread' && a.format === b.format);
}
