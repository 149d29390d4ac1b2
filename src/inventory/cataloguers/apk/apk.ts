import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, OwnedFile, Package, Reading } from '../../cataloguer.ts';
import { quoted, statedVersion, statedWords } from '../text.ts';

const DATABASES = ['lib/apk/db/installed', 'usr/lib/apk/db/installed'];
const NAME = /^[a-zA-Z0-9_.][a-zA-Z0-9+_.-]{0,255}$/u;
const ARCHITECTURE = /^[a-z0-9_-]{1,64}$/u;
const LINE = /^[A-Za-z]:/u;
const OWNABLE_NAME =
  /^(?:package\.json|METADATA|PKG-INFO|installed\.json)$|\.(?:egg-info|jar|war|gemspec|deps\.json|egg)$/u;

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
  const unknowns: string[] = [];
  let fields = new Map<string, string>();
  let folder = '';
  let file: string | null = null;
  let badLines = 0;
  let repeated = 0;

  function endPackage(): void {
    if (fields.size > 0) {
      const read = readPackage(fields);
      if (typeof read === 'string') unknowns.push(read);
      else packages.push(read);
    }
    fields = new Map();
    folder = '';
    file = null;
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
    if (key === 'F') folder = value;
    else if (key === 'R') file = OWNABLE_NAME.test(value) ? join(folder, value) : null;
    else if (key === 'Z' && file !== null) owned.push(...ownedFile(file, value));
    else if (!fields.has(key)) fields.set(key, value);
    else if (key === 'P' || key === 'V') repeated++;
  }
  endPackage();
  if (badLines > 0) unknowns.push(`${badLines} lines of the package database are not a letter and a value`);
  if (repeated > 0) {
    unknowns.push(`${repeated} names or versions come twice in one entry: an empty line is missing`);
  }
  return { packages, owned, unknowns };
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
  };
}

/** `Q1` is SHA-1 in base64; a file with another kind of digest counts as nobody's. */
function ownedFile(path: string, digest: string): readonly OwnedFile[] {
  if (!digest.startsWith('Q1')) return [];
  return [{ path, hash: { algorithm: 'sha1', hex: Buffer.from(digest.slice(2), 'base64').toString('hex') } }];
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
