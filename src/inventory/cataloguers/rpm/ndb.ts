import { BLOBS_MAX, noBlobs, type Blobs } from './blobs.ts';

export const NDB_MAGIC = Buffer.from('RpmP', 'latin1');

const SLOT_MAGIC = 0x746f6c53; // "Slot"
const BLOB_MAGIC = 0x53626c42; // "BlbS"
const PAGE_BYTES = 4096;
const SLOT_BYTES = 16;
const BLOCK_BYTES = 16;
const HEADER_BYTES = 32;

/**
 * The headers in a `Packages.db` of SUSE's format "ndb": pages of slots, each of which points to a blob.
 * Everything is little-endian. Source: the description at the head of rpm's lib/backend/ndb/rpmpkg.c.
 */
export function ndbBlobs(file: Buffer): Blobs {
  if (file.length < PAGE_BYTES) return noBlobs('the database ends in its first page');
  const pages = file.readUInt32LE(12);
  if (pages === 0 || pages * PAGE_BYTES > file.length) return noBlobs('the database is cut short');
  const blobs: Buffer[] = [];
  const problems = new Set<string>();
  for (let at = HEADER_BYTES; at < pages * PAGE_BYTES; at += SLOT_BYTES) {
    if (file.readUInt32LE(at) !== SLOT_MAGIC) {
      problems.add('a slot is damaged');
      continue;
    }
    const index = file.readUInt32LE(at + 4);
    const offset = file.readUInt32LE(at + 8);
    // A slot that was never used, or is free again.
    if (index === 0 || offset === 0) continue;
    const blob = blobAt(file, offset * BLOCK_BYTES, index);
    if (blob === null) problems.add(`package ${index} lies outside of the file or is damaged`);
    else blobs.push(blob);
    if (blobs.length > BLOBS_MAX) return noBlobs(`the database has more than ${BLOBS_MAX} packages`);
  }
  return { blobs, problems: [...problems] };
}

function blobAt(file: Buffer, start: number, index: number): Buffer | null {
  if (start + 16 > file.length || file.readUInt32LE(start) !== BLOB_MAGIC) return null;
  if (file.readUInt32LE(start + 4) !== index) return null;
  const end = start + 16 + file.readUInt32LE(start + 12);
  return end > file.length ? null : file.subarray(start + 16, end);
}
