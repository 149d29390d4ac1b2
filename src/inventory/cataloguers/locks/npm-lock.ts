import { entriesOf, isObject, member, parseJsonObject, textMember } from '../json.ts';
import { quoted, statedWords } from '../text.ts';
import {
  isFromRegistry,
  lockCataloguer,
  splitAt,
  unreadLock,
  type Lock,
  type LockedPackage,
} from './lock.ts';

const FOLDER = 'node_modules/';
/** Where npm took it from, when that is a registry: a tarball over HTTP, or a file of a mirror of one. */
const REGISTRY = /^https?:\/\//u;

/** Source: docs.npmjs.com, package-lock.json, versions 1 to 3. */
export const NPM_LOCK = lockCataloguer({
  id: 'npm-lock',
  ecosystem: 'npm',
  sees: 'Packages in `package-lock.json` and `npm-shrinkwrap.json`',
  doesNotSee: 'Packages for development, and those taken from Git, a folder or an address.',
  names: { bases: ['package-lock.json', 'npm-shrinkwrap.json'] },
  path: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/u,
  folder: 'node_modules',
  read: readNpmLock,
});

export function readNpmLock(text: string): Lock {
  const json = parseJsonObject(text);
  if (typeof json === 'string') return unreadLock(json);
  const packages = member(json, 'packages');
  if (isObject(packages)) return readPackages(packages);
  const dependencies = member(json, 'dependencies');
  if (dependencies === undefined && member(json, 'lockfileVersion') !== undefined) {
    return { packages: [], unknowns: [] };
  }
  return isObject(dependencies) ? readDependencies(dependencies) : unreadLock('it has no list of packages');
}

/** Versions 2 and 3: by folder, `node_modules/a/node_modules/@scope/b`. */
function readPackages(list: object): Lock {
  const packages: LockedPackage[] = [];
  const unknowns: string[] = [];
  for (const [folder, entry] of Object.entries(list)) {
    const at = folder.lastIndexOf(FOLDER);
    // The project itself, and members of its workspace.
    if (at < 0) continue;
    if (!isObject(entry)) {
      unknowns.push(`${quoted(folder)} is no object`);
      continue;
    }
    if (member(entry, 'dev') === true || member(entry, 'link') === true || isElsewhere(entry)) continue;
    const name = textMember(entry, 'name') ?? folder.slice(at + FOLDER.length);
    const version = textMember(entry, 'version') ?? '';
    packages.push({ name, version, licence: statedWords(textMember(entry, 'license')) });
  }
  return { packages, unknowns };
}

function isElsewhere(entry: object): boolean {
  const resolved = textMember(entry, 'resolved');
  return resolved !== undefined && !REGISTRY.test(resolved);
}

/** Version 1: a tree of names. */
function readDependencies(tree: object): Lock {
  const packages: LockedPackage[] = [];
  const unknowns: string[] = [];
  const open = [tree];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [name, entry] of entriesOf(next)) {
      if (!isObject(entry)) {
        unknowns.push(`${quoted(name)} is no object`);
        continue;
      }
      const inner = member(entry, 'dependencies');
      if (isObject(inner)) open.push(inner);
      const version = textMember(entry, 'version') ?? '';
      if (member(entry, 'dev') === true || !isFromRegistry(version)) continue;
      // `npm:real@1.0.0` is an alias.
      const alias = version.startsWith('npm:') ? splitAt(version.slice('npm:'.length)) : null;
      packages.push(alias === null ? { name, version } : { name: alias.name, version: alias.rest });
    }
  }
  return { packages, unknowns };
}
