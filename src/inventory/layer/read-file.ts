import { createHash } from 'node:crypto';
import { TAR_TYPE } from '../../util/tar.ts';
import type { Reading } from '../cataloguer.ts';
import type { FileClass } from '../classify.ts';
import { NOTABLE_BYTES } from '../notable.ts';
import type { FileRecord } from './facts.ts';
import type { WalkedEntry } from './tar-walk.ts';

/** Reasons that one file may give: a hostile one could give millions. */
const REASONS_MAX = 100;

/** Why the content of an entry cannot be read; null when it can. */
export function problemOf(entry: WalkedEntry, what: FileClass): string | null {
  const limit = what.kind === 'catalogue' ? what.cataloguer.maxBytes : NOTABLE_BYTES;
  if (entry.isSparse) return 'it is stored as a sparse file, which is not read';
  if (entry.type !== TAR_TYPE.file && entry.type !== TAR_TYPE.contiguous) {
    return `it is stored as a tar entry of the unknown type ${entry.type}`;
  }
  return entry.size > limit ? `it has ${entry.size} bytes, the limit is ${limit}` : null;
}

/** What the content of a file says, by its class. `bytes` may be used again afterwards. */
export function readFile(path: string, what: FileClass, bytes: Uint8Array): FileRecord {
  if (what.kind === 'notable') return { path, kind: 'notable', content: new Uint8Array(bytes) };
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const md5 = createHash('md5').update(content).digest('hex');
  const sha1 = createHash('sha1').update(content).digest('hex');
  if (what.kind === 'unread') return { path, kind: 'unread', format: what.format.id, md5, sha1 };
  const { cataloguer } = what;
  return {
    path,
    kind: 'catalogue',
    cataloguer: cataloguer.id,
    reading: withFewReasons(cataloguer.read(content, path)),
    md5,
    sha1,
  };
}

function withFewReasons(reading: Reading): Reading {
  const more = reading.unknowns.length - REASONS_MAX;
  if (more <= 0) return reading;
  return {
    ...reading,
    unknowns: [...reading.unknowns.slice(0, REASONS_MAX), `and ${more} more of this kind`],
  };
}
