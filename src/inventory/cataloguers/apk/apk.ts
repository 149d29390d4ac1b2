import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, FileHash, OwnedFile, OwnedProgram, Package, Reading } from '../../cataloguer.ts';
import { isOwnable } from '../ownable.ts';
import { isProgramPath } from '../program-paths.ts';
import { cutShort, quoted, statedVersion, statedWords } from '../text.ts';
import { readRelations } from './relations.ts';

const DATABASES = ['lib/apk/db/installed', 'usr/lib/apk/db/installed'];
const NAME = /^[a-zA-Z0-9_.][a-zA-Z0-9+_.-]{0,255}$/u;
const ARCHITECTURE = /^[a-z0-9_-]{1,64}$/u;
const DIGESTS: ReadonlyMap<string, FileHash['algorithm']> = new Map([
  ['Q1', 'sha1'],
  ['Q2', 'sha256'],
]);
const LINE = /^[A-Za-z]:/u;
/**
 * Alpine's package database. Source: wiki.alpinelinux.org, "Apk spec", installed database: one letter, a
 * colon and the value on each line; an empty line ends a package.
 */
export const APK: Cataloguer = {
  id: 'apk',
  ecosystem: 'apk',
  sees: 'Packages in `lib/apk/db/installed` or `usr/lib/apk/db/installed`.',
  doesNotSee: 'Packages whose entry was removed from the database.',
  names: { bases: ['installed'] },
  wants: (path) => DATABASES.includes(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readInstalled,
  wellKnown: DATABASES,
  behindLinks: [''],
  linkedFolders: null,
};

function readInstalled(content: Buffer): Reading {
  const packages: Package[] = [];
  const owned: OwnedFile[] = [];
  const programs: OwnedProgram[] = [];
  const unknowns: string[] = [];
  let fields = new Map<string, string>();
  let folder = '';
  let file: string | null = null;
  let badLines = 0;
  let repeated = 0;

  function endPackage(): void {
    endFile(null);
    if (fields.size > 0) {
      const read = readPackage(fields);
      if (typeof read === 'string') unknowns.push(read);
      else packages.push(read);
    }
    fields = new Map();
    folder = '';
  }

  /** The digest of a file comes in the line after its name, or not at all. */
  function endFile(digest: string | null): void {
    const path = file;
    file = null;
    if (path === null) return;
    const hash = digest === null ? null : fileHash(digest);
    const name = fields.get('P');
    const brought = name === undefined ? {} : { package: name };
    if (isOwnable(path)) {
      if (hash !== null) owned.push({ path, ...brought, hash });
    } else if (name !== undefined && isProgramPath(path)) {
      programs.push({ path, package: name, ...(hash === null ? {} : { hash }) });
    }
  }

  for (const line of content.toString('utf8').split('\n')) {
    if (line === '') {
      endPackage();
      continue;
    }
    if (!LINE.test(line)) {
      badLines++;
      continue;
    }
    const key = line.slice(0, 1);
    const value = line.slice(2);
    if (key === 'F' || key === 'R') endFile(null);
    if (key === 'F') folder = value;
    else if (key === 'R') file = join(folder, value);
    else if (key === 'Z') endFile(value);
    else if (!fields.has(key)) fields.set(key, value);
    else if (key === 'P' || key === 'V') repeated++;
  }
  endPackage();
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not a letter and a value`);
  if (repeated > 0) {
    unknowns.push(`${repeated} names or versions come twice in one entry: an empty line is missing`);
  }
  const cut = cutShort(content);
  if (cut !== null) unknowns.push(cut);
  return { packages, owned, programs, unknowns };
}

function readPackage(fields: ReadonlyMap<string, string>): Package | string {
  const name = fields.get('P');
  if (name === undefined || !NAME.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const version = statedVersion(fields.get('V'));
  if (version === null) return `package ${name} has no usable version: ${quoted(fields.get('V'))}`;
  const origin = fields.get('o') ?? name;
  if (!NAME.test(origin)) return `package ${name} has no usable origin: ${quoted(origin)}`;
  const architecture = fields.get('A') ?? '';
  return {
    type: 'apk',
    name,
    version,
    architecture: ARCHITECTURE.test(architecture) ? architecture : null,
    source: { name: origin, version },
    licence: statedWords(fields.get('L')),
    relations: readRelations(name, fields),
  };
}

/** `Q1` is SHA-1 in base64, `Q2` SHA-256; a file with another kind of digest has none. */
function fileHash(digest: string): FileHash | null {
  const algorithm = DIGESTS.get(digest.slice(0, 2));
  if (algorithm === undefined) return null;
  return { algorithm, hex: Buffer.from(digest.slice(2), 'base64').toString('hex') };
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
