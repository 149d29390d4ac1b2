import { hash } from 'node:crypto';
import { TAR_TYPE } from '../../util/tar.ts';
import type { Reading } from '../cataloguer.ts';
import type { FileClass } from '../classify.ts';
import { isForDistribution } from '../distribution.ts';
import { NOTABLE_BYTES } from '../notable.ts';
import type { FileDigests, FileRecord } from './facts.ts';
import type { WalkedEntry } from './tar-walk.ts';

/** Reasons that one file may give: a hostile one could give millions. */
const REASONS_MAX = 100;

/** Why the content of an entry cannot be read; null when it can. */
export function problemOf(entry: WalkedEntry, what: FileClass): string | null {
  const limit = what.kind === 'catalogue' ? what.cataloguer.maxBytes : NOTABLE_BYTES;
  const over = entry.size > limit ? `it has ${entry.size} bytes, the limit is ${limit}` : null;
  return storedOddly(entry) ?? over;
}

/** Why the body of an entry is not its content; null when it is. */
export function storedOddly(entry: WalkedEntry): string | null {
  if (entry.isSparse) return 'it is stored as a sparse file, which is not read';
  if (entry.type === TAR_TYPE.file || entry.type === TAR_TYPE.contiguous) return null;
  return `it is stored as a tar entry of the unknown type ${entry.type}`;
}

/** What the content of a file says, by its class. `bytes` may be used again afterwards. */
export function readFile(path: string, what: FileClass, bytes: Uint8Array): FileRecord {
  if (what.kind === 'notable') return { path, kind: 'notable', content: new Uint8Array(bytes) };
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // Nobody asks for those of files elsewhere, and archives of applications are large.
  const digests = isForDistribution(path) ? digestsOf(content) : null;
  if (what.kind === 'unread') return { path, kind: 'unread', format: what.format.id, digests };
  const { cataloguer } = what;
  return {
    path,
    kind: 'catalogue',
    cataloguer: cataloguer.id,
    reading: withFewReasons(cataloguer.read(content, path)),
    digests,
  };
}

function digestsOf(content: Buffer): FileDigests {
  return {
    md5: hash('md5', content, 'hex'),
    sha1: hash('sha1', content, 'hex'),
    sha256: hash('sha256', content, 'hex'),
  };
}

/** The reading, with no more reasons than a report can show. */
export function withFewReasons(reading: Reading): Reading {
  const more = reading.unknowns.length - REASONS_MAX;
  if (more <= 0) return reading;
  return {
    ...reading,
    unknowns: [...reading.unknowns.slice(0, REASONS_MAX), `and ${more} more of this kind`],
  };
}
