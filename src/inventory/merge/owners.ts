import type { FileHash, PackageType, Reading } from '../cataloguer.ts';
import type { FileDigests } from '../layer/facts.ts';
import { isOsType } from '../purl.ts';
import type { Tree, TreeNode } from './tree.ts';

/** The package of the operating system that brought a file. */
export interface Owner {
  readonly type: PackageType;
  /** Null when its database does not tell the files of its packages apart. */
  readonly name: string | null;
}

export interface OwnedContent {
  readonly path: string;
  readonly layer: number;
  /** Null when they are not known: then only a change in a later layer can be seen. */
  readonly digests: FileDigests | null;
}

export interface Owners {
  /** Null when no package brought the file, or it was changed since. */
  ownerOf(content: OwnedContent): Owner | null;
  /** Some database says which files its packages brought. */
  hasFileLists(): boolean;
}

interface Claim extends Owner {
  /** Null when the database does not say. */
  readonly hash: FileHash | null;
  readonly layer: number;
}

/** The list of one package's files; the architecture is there where several can be installed. */
const LIST = /(?:^|\/)([^/:]+)(?::[^/:]+)?\.(?:md5sums|list)$/u;

/**
 * Which files belong to packages of the operating system, so that what those packages bring is not counted a
 * second time as packages of a language. A file that was changed since is nobody's: it is somebody else's
 * version. A list that anybody could have put there hides nothing: its package must be installed.
 */
export function findOwners(tree: Tree): Owners {
  const claims = new Map<string, Claim[]>();
  const nodes = [...tree.all()];
  const installed = installedNames(nodes);
  for (const { path: place, placed } of nodes) {
    if (placed?.record.kind !== 'catalogue') continue;
    const { reading } = placed.record;
    if (reading.owned.length === 0 && (reading.programs ?? []).length === 0) continue;
    const listOf = LIST.exec(place)?.[1] ?? null;
    if (listOf !== null && !installed.has(listOf)) continue;
    const type = typeOf(reading);
    for (const { path, owner, hash } of ownedIn(reading, listOf)) {
      const real = tree.resolve(path, true) ?? path;
      const list = claims.get(real);
      const claim: Claim = { type, name: owner, hash, layer: placed.layer };
      if (list === undefined) claims.set(real, [claim]);
      else list.push(claim);
    }
  }
  return {
    ownerOf(content) {
      const all = claims.get(content.path) ?? [];
      const exact = content.digests === null ? [] : all.filter(({ hash }) => hash !== null);
      const claim = (exact.length > 0 ? exact : all).find((one) => isUnchanged(one, content));
      return claim === undefined ? null : { type: claim.type, name: claim.name };
    },
    hasFileLists: () => claims.size > 0,
  };
}

function* ownedIn(
  reading: Reading,
  listOf: string | null,
): Generator<{ path: string; owner: string | null; hash: FileHash | null }> {
  for (const one of reading.owned) yield { path: one.path, owner: one.package ?? listOf, hash: one.hash };
  for (const one of reading.programs ?? [])
    yield { path: one.path, owner: one.package, hash: one.hash ?? null };
}

function isUnchanged({ hash, layer }: Claim, content: OwnedContent): boolean {
  if (hash === null || content.digests === null) return content.layer <= layer;
  return content.digests[hash.algorithm] === hash.hex.toLowerCase();
}

/** Lists of files alone are Debian's. */
function typeOf(reading: Reading): PackageType {
  return reading.packages.find(({ type }) => isOsType(type))?.type ?? reading.packages[0]?.type ?? 'deb';
}

function installedNames(nodes: readonly TreeNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { placed } of nodes) {
    if (placed?.record.kind !== 'catalogue') continue;
    for (const { type, name } of placed.record.reading.packages) if (type === 'deb') names.add(name);
  }
  return names;
}
