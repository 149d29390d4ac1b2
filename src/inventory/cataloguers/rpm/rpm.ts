import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, OwnedFile, OwnedProgram, Package, Reading } from '../../cataloguer.ts';
import { bdbBlobs, isBdb } from './bdb.ts';
import { noBlobs, type Blobs } from './blobs.ts';
import { readHeader } from './header.ts';
import { readManifest } from './manifest.ts';
import { NDB_MAGIC, ndbBlobs } from './ndb.ts';
import { readPackage } from './package.ts';
import { SQLITE_MAGIC, sqliteBlobs } from './sqlite.ts';

const FOLDERS = ['usr/lib/sysimage/rpm/', 'usr/share/rpm/', 'var/lib/rpm/'];
const DATABASES = ['Packages', 'Packages.db', 'rpmdb.sqlite'];
const WRITE_AHEAD_LOG = 'rpmdb.sqlite-wal';
const MANIFEST = 'var/lib/rpmmanifest/container-manifest-2';
const PATHS: ReadonlySet<string> = new Set([
  ...FOLDERS.flatMap((folder) => [...DATABASES, WRITE_AHEAD_LOG].map((name) => `${folder}${name}`)),
  MANIFEST,
]);

/** RPM's database in its three formats. Source: rpm(8), "dbpath"; each format in its own file here. */
export const RPM: Cataloguer = {
  id: 'rpm',
  ecosystem: 'rpm',
  sees: 'Packages in `rpmdb.sqlite`, `Packages.db` (ndb) or `Packages` (Berkeley DB) below `var/lib/rpm`, `usr/lib/sysimage/rpm` or `usr/share/rpm`, with their module; and in `var/lib/rpmmanifest/container-manifest-2`.',
  doesNotSee:
    'Packages whose entry was removed from the database; changes that are only in a write-ahead log (told).',
  names: { bases: [...DATABASES, WRITE_AHEAD_LOG, 'container-manifest-2'] },
  wants: (path) => PATHS.has(path),
  maxBytes: LIMITS.rpmDatabaseBytes.value,
  read: readDatabase,
  wellKnown: [...PATHS, ...FOLDERS],
  behindLinks: [''],
  linkedFolders: null,
};

function readDatabase(content: Buffer, path: string): Reading {
  if (path.endsWith('/container-manifest-2')) return readManifest(content);
  if (path.endsWith(WRITE_AHEAD_LOG)) {
    const unknowns =
      content.length === 0 ? [] : ['changes of the database are in its write-ahead log, which is not read'];
    return { packages: [], owned: [], unknowns };
  }
  return readBlobs(blobsOf(content), content.length);
}

function blobsOf(content: Buffer): Blobs {
  if (content.subarray(0, SQLITE_MAGIC.length).equals(SQLITE_MAGIC)) return sqliteBlobs(content);
  if (content.subarray(0, NDB_MAGIC.length).equals(NDB_MAGIC)) return ndbBlobs(content);
  return isBdb(content) ? bdbBlobs(content) : noBlobs('it is no RPM database of a known format');
}

/** Packages of a sound database, together, are no longer than it: few bytes cannot say the same thousands of times. */
function readBlobs({ blobs, problems }: Blobs, bytes: number): Reading {
  const packages: Package[] = [];
  const owned: OwnedFile[] = [];
  const programs: OwnedProgram[] = [];
  const unknowns: string[] = [...problems];
  let left = bytes;
  for (const blob of blobs) {
    left -= blob.length;
    if (left < 0) {
      unknowns.push('packages of the database lie over each other');
      break;
    }
    const header = readHeader(blob);
    const entry = typeof header === 'string' ? header : readPackage(header);
    if (entry === null) continue;
    if (typeof entry === 'string') {
      unknowns.push(entry);
      continue;
    }
    packages.push(entry.one);
    for (const file of entry.owned) owned.push(file);
    for (const program of entry.programs) programs.push(program);
  }
  return { packages, owned, programs, unknowns };
}
