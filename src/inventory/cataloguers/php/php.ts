import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Package, type Reading } from '../../cataloguer.ts';
import { isObject, member, parseJsonObject } from '../json.ts';
import { readComposerPackage } from './composer-package.ts';

const FILE = /(?:^|\/)composer\/installed\.json$/u;

/** Packages that Composer installed, with those for development when they are there. Source: Composer, `InstalledRepository`. */
export const PHP: Cataloguer = {
  id: 'php',
  ecosystem: 'composer',
  sees: 'Packages that Composer installed (`vendor/composer/installed.json`), as Composer 1 and 2 write it.',
  doesNotSee:
    'Libraries copied by hand, PHP archives (`.phar`), PEAR and PECL packages, WordPress plugins and themes, which no ecosystem of OSV names.',
  names: { bases: ['installed.json'] },
  wants: (path) => FILE.test(path),
  maxBytes: LIMITS.packageDatabaseBytes.value,
  read: readInstalled,
  wellKnown: [],
  behindLinks: [''],
  linkedFolders: /(?:^|\/)composer$/u,
};

function readInstalled(content: Buffer): Reading {
  const text = content.toString('utf8').trim();
  // Composer 1 wrote the list alone.
  const json = parseJsonObject(text.startsWith('[') ? `{"packages":${text}}` : text);
  if (typeof json === 'string') return { ...NOTHING_READ, unknowns: [json] };
  return readComposerPackages(member(json, 'packages'));
}

/** The list of packages that Composer writes into several files. */
export function readComposerPackages(list: unknown): Reading {
  // PHP writes an empty list as an object where it was a table.
  if (isObject(list) && Object.keys(list).length === 0) return NOTHING_READ;
  if (!Array.isArray(list)) return { ...NOTHING_READ, unknowns: ['it has no list of packages'] };
  const packages: Package[] = [];
  const unknowns: string[] = [];
  for (const entry of list) {
    const one = readComposerPackage(entry);
    if (typeof one === 'string') unknowns.push(one);
    else if (one !== null) packages.push(one);
  }
  return { packages, owned: [], unknowns };
}
