import { LIMITS } from '../../../util/limits.ts';
import { NOTHING_READ, type Cataloguer, type Reading } from '../../cataloguer.ts';
import { member, parseJsonObject, shown } from '../json.ts';
import { statedVersion, statedWords } from '../text.ts';

const FILE = 'package.json';
/**
 * The root of an installed package. Names of npm's own folders start with a dot. Debian keeps its packages in
 * `usr/share/nodejs` and `usr/lib/<triplet>/nodejs`, with a link `node_modules` beside each.
 */
const ROOT =
  /(?:(?:^|\/)node_modules|^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs)\/(?:@[^/]+\/)?[^/.@][^/]*\/package\.json$/u;
const FOLDER = /(?:(?:^|\/)node_modules|^usr\/(?:share|lib(?:\/[^/]+)?)\/nodejs)(?:\/@[^/]+)?$/u;
/** Names on the registry are lower case, but old ones are not. Source: docs.npmjs.com, package.json, "name". */
const NAME = /^(?:@[a-zA-Z0-9~_-][a-zA-Z0-9._~-]*\/)?[a-zA-Z0-9~_-][a-zA-Z0-9._~!'()*-]*$/u;
const NAME_MAX = 214;

/**
 * Packages that npm, pnpm or yarn unpacked. A `package.json` with neither name nor version is no package (it
 * only tells Node how to load the files beside it), one that is private and has no version was never published:
 * both are passed over. Any other that cannot be read is an unknown.
 */
export const NPM: Cataloguer = {
  id: 'npm',
  ecosystem: 'npm',
  sees: 'Packages unpacked in a `node_modules` folder, at any depth, or in a `nodejs` folder of Debian, and those linked into one.',
  doesNotSee: 'Packages that a bundler put into one file.',
  names: { bases: [FILE] },
  wants: (path) => path.endsWith(FILE) && ROOT.test(path),
  maxBytes: LIMITS.packageFileBytes.value,
  read: readPackageJson,
  wellKnown: [],
  behindLinks: ['', `/${FILE}`],
  linkedFolders: FOLDER,
};

function readPackageJson(content: Buffer): Reading {
  const json = parseJsonObject(content.toString('utf8'));
  if (typeof json === 'string') return unknown(json);
  const name = member(json, 'name');
  const version = member(json, 'version');
  if (isNoPackage(json, name, version)) return NOTHING_READ;
  if (typeof name !== 'string' || name.length > NAME_MAX || !NAME.test(name)) {
    return unknown(`the package has no usable name: ${shown(name)}`);
  }
  const stated = typeof version === 'string' ? statedVersion(version.trim()) : null;
  if (stated === null) return unknown(`package ${name} has no usable version: ${shown(version)}`);
  const licence = readLicence(json);
  return {
    ...NOTHING_READ,
    packages: [{ type: 'npm', name, version: stated, architecture: null, source: null, licence }],
  };
}

/** Without a version and marked private it was never published: a member of a workspace, that no advisory can name. */
function isNoPackage(json: object, name: unknown, version: unknown): boolean {
  if (version !== undefined) return false;
  return name === undefined || member(json, 'private') === true;
}

/** `"license": "MIT"`, and the old `{"type": "MIT"}` and `"licenses": [{"type": "MIT"}]`. */
function readLicence(json: object): string | null {
  const licence = member(json, 'license') ?? member(json, 'licenses');
  const all: readonly unknown[] = Array.isArray(licence) ? licence : [licence];
  const words = all.map((one) => (typeof one === 'object' && one !== null ? member(one, 'type') : one));
  const stated = words.filter((word) => typeof word === 'string');
  return statedWords(stated.join(' OR '));
}

function unknown(reason: string): Reading {
  return { ...NOTHING_READ, unknowns: [reason] };
}
