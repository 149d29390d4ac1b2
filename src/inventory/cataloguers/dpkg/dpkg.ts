import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Package, type Reading } from '../../cataloguer.ts';
import { readDatabase, type Stanza } from '../stanzas.ts';
import { cutShort, quoted, statedVersion } from '../text.ts';
import { isForeign } from './maker.ts';
import { readFileList, readMd5sums } from './md5sums.ts';
import { readRelations, RELATION_FIELDS } from './relations.ts';

const STATUS = 'var/lib/dpkg/status';
const STATUS_FOLDER = 'var/lib/dpkg/status.d/';
const INFO_FOLDER = 'var/lib/dpkg/info/';
const MD5SUMS = '.md5sums';
const LIST = '.list';
/** No list of digests holds such a line. */
const PACKAGE_LINE = '\nPackage:';

const FIELDS: ReadonlySet<string> = new Set([
  'package',
  'status',
  'version',
  'architecture',
  'source',
  'maintainer',
  'original-maintainer',
  ...RELATION_FIELDS,
]);
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,255}$/u;
const ARCHITECTURE = /^[a-z0-9-]{1,64}$/u;
const SOURCE = /^([a-zA-Z0-9][a-zA-Z0-9+.-]{0,255})(?: \(([\x21-\x27\x2a-\x7e]{1,256})\))?$/u;
/** Files of the package are there in all of these. Source: dpkg(1), "Package states". */
const PRESENT = new Set([
  'installed',
  'half-installed',
  'unpacked',
  'half-configured',
  'triggers-awaited',
  'triggers-pending',
]);
const ABSENT = new Set(['not-installed', 'config-files']);

/**
 * Debian's package database, whole (`status`) or one file for each package (`status.d`, distroless images).
 * Source: dpkg(1) and deb-control(5); "Source" is "name (version)" where the versions differ (5.6.1 of the policy).
 */
export const DPKG: Cataloguer = {
  id: 'dpkg',
  ecosystem: 'deb',
  sees: 'Packages in `var/lib/dpkg/status` and `var/lib/dpkg/status.d/`, in every state in which their files are there.',
  doesNotSee: 'Packages whose entry was removed from the database; licences, which dpkg does not record.',
  names: { bases: ['status'], suffixes: [MD5SUMS, LIST], folders: ['status.d'] },
  wants(path) {
    if (path === STATUS) return true;
    if (isIn(path, STATUS_FOLDER)) return true;
    return isIn(path, INFO_FOLDER) && (path.endsWith(MD5SUMS) || path.endsWith(LIST));
  },
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readDpkg,
  wellKnown: [STATUS, STATUS_FOLDER, INFO_FOLDER],
  behindLinks: [''],
  linkedFolders: null,
};

function readDpkg(content: Buffer, path: string): Reading {
  const files = content.includes(PACKAGE_LINE) ? null : readMd5sums(content, path);
  if (files !== null) return { ...NOTHING_READ, ...files };
  if (path.endsWith(LIST)) return { ...NOTHING_READ, programs: readFileList(content, path) };
  const { packages, unknowns } = readDatabase(content, FIELDS, readPackage);
  // One file for one package (`status.d`) need not end with its line.
  const cut = path.endsWith('/status') ? cutShort(content) : null;
  if (cut !== null) unknowns.push(cut);
  return { packages, owned: [], unknowns };
}

/** Null when the package is not there; a reason when that, or what it is, cannot be told. */
function readPackage(stanza: Stanza): Package | string | null {
  const name = stanza.get('package');
  if (name === undefined || !NAME.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const state = packageState(stanza.get('status'));
  if (state === 'absent') return null;
  if (state === 'unknown') return `package ${name} has the unknown status ${quoted(stanza.get('status'))}`;
  const version = statedVersion(stanza.get('version'));
  if (version === null) return `package ${name} has no usable version: ${quoted(stanza.get('version'))}`;
  const source = readSource(stanza.get('source'), name, version);
  if (source === null) return `package ${name} has no usable source: ${quoted(stanza.get('source'))}`;
  const architecture = stanza.get('architecture') ?? '';
  return {
    type: 'deb',
    name,
    version,
    architecture: ARCHITECTURE.test(architecture) ? architecture : null,
    source,
    licence: null,
    relations: readRelations(stanza),
    ...(isForeign(stanza.get('maintainer'), stanza.get('original-maintainer')) ? { isForeign: true } : {}),
  };
}

/** Distroless images leave the status out: what has an entry is there. */
function packageState(status: string | undefined): 'present' | 'absent' | 'unknown' {
  if (status === undefined) return 'present';
  const words = status.split(/\s+/u);
  const state = words[2] ?? '';
  if (words.length === 3 && PRESENT.has(state)) return 'present';
  return words.length === 3 && ABSENT.has(state) ? 'absent' : 'unknown';
}

/** The version of the source is the package's own, unless the field states another (binary-only rebuilds do). */
function readSource(field: string | undefined, name: string, version: string): Package['source'] {
  if (field === undefined || field === '') return { name, version };
  const match = SOURCE.exec(field);
  return match?.[1] === undefined ? null : { name: match[1], version: match[2] ?? version };
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(folder) && path.length > folder.length && !path.includes('/', folder.length);
}
