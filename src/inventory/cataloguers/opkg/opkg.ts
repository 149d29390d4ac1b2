import { LIMITS } from '../../../util/limits.ts';
import type { Cataloguer, Package, Reading } from '../../cataloguer.ts';
import { readDatabase, type Stanza } from '../stanzas.ts';
import { cutShort, quoted, statedVersion } from '../text.ts';

const STATUS = ['usr/lib/opkg/status', 'var/lib/opkg/status', 'etc/opkg/status'];
const FIELDS: ReadonlySet<string> = new Set(['package', 'status', 'version', 'architecture']);
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9+._-]{0,255}$/u;
const ARCHITECTURE = /^[a-zA-Z0-9_-]{1,64}$/u;
const PRESENT = new Set(['installed', 'half-installed', 'unpacked', 'half-configured']);
const ABSENT = new Set(['not-installed', 'config-files']);

/** The package database of OpenWrt and Yocto, in the form of Debian's. */
export const OPKG: Cataloguer = {
  id: 'opkg',
  ecosystem: 'opkg',
  sees: 'Packages in `usr/lib/opkg/status`, `var/lib/opkg/status` and `etc/opkg/status`, in every state in which their files are there.',
  doesNotSee: 'The files that packages own, their sources and their licences.',
  names: { bases: ['status'] },
  wants: (path) => STATUS.includes(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readOpkg,
  wellKnown: STATUS,
  behindLinks: [''],
  linkedFolders: null,
};

function readOpkg(content: Buffer): Reading {
  const { packages, unknowns } = readDatabase(content, FIELDS, readPackage);
  const cut = cutShort(content);
  if (cut !== null) unknowns.push(cut);
  return { packages, owned: [], unknowns };
}

/** Null when the package is not there; a reason when that, or what it is, cannot be told. */
function readPackage(stanza: Stanza): Package | string | null {
  const name = stanza.get('package');
  if (name === undefined || !NAME.test(name)) return `a package has no usable name: ${quoted(name)}`;
  const words = stanza.get('status')?.split(/\s+/u) ?? [];
  const state = words.length === 3 ? (words[2] ?? '') : '';
  if (ABSENT.has(state)) return null;
  if (!PRESENT.has(state)) return `package ${name} has the unknown status ${quoted(stanza.get('status'))}`;
  const version = statedVersion(stanza.get('version'));
  if (version === null) return `package ${name} has no usable version: ${quoted(stanza.get('version'))}`;
  const architecture = stanza.get('architecture') ?? '';
  return {
    type: 'opkg',
    name,
    version,
    architecture: ARCHITECTURE.test(architecture) ? architecture : null,
    source: null,
    licence: null,
  };
}
