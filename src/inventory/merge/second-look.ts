import { CATALOGUERS } from '../cataloguers/index.ts';
import { classify, type FileClass } from '../classify.ts';
import type { LayerFacts } from '../layer/facts.ts';
import type { Alias } from '../layer/job.ts';
import { NOTABLE_FILES } from '../notable.ts';
import { hashText, type HashSeed } from '../path-hash.ts';
import type { Tree } from './tree.ts';

/** Files that matter only because a link leads to them, so that the first walk could not know. */
export interface SecondLook {
  /** By layer. */
  readonly wanted: ReadonlyMap<number, readonly Alias[]>;
  /** Hard links, where the file that is found goes. */
  readonly hardLinks: readonly HardLink[];
  readonly lost: readonly LostFile[];
  readonly unknowns: readonly { readonly place: string; readonly reason: string }[];
}

/** A file that should have been read: an unknown, unless a newer layer hides it. */
export interface LostFile {
  readonly path: string;
  readonly layer: number;
  readonly reason: string;
}

export interface HardLink {
  readonly path: string;
  /** Of the link. */
  readonly layer: number;
  readonly target: string;
  /** Of the target. */
  readonly targetLayer: number;
}

/** A path that is looked for in the layers, and what it would be read as. */
interface Candidate extends Alias {
  /** Told when no layer holds it; null when nothing is amiss then. */
  readonly missing: string | null;
  /** Of the hard link that leads to it; null for symbolic links. */
  readonly hardLinkIn: number | null;
}

const PROBES: readonly string[] = [...new Set(CATALOGUERS.flatMap((one) => one.behindLinks))];

/** Finds them: well-known places reached through links, linked packages, and hard links to unread files. */
export function secondLook(tree: Tree, layers: readonly LayerFacts[], seed: HashSeed): SecondLook {
  const wanted = new Map<number, Map<string, string>>();
  const hardLinks: HardLink[] = [];
  const lost: LostFile[] = [];
  const unknowns: { place: string; reason: string }[] = [];
  const add = (layer: number, alias: Alias): void => {
    const list = wanted.get(layer) ?? new Map<string, string>();
    if (!list.has(alias.path)) list.set(alias.path, alias.as);
    wanted.set(layer, list);
  };

  const candidates = [
    ...wellKnownCandidates(tree, unknowns),
    ...linkCandidates(tree),
    ...hardLinkCandidates(layers),
  ];
  const holders = findHolders(candidates, layers, seed);
  for (const candidate of candidates) {
    const { path, as, missing, hardLinkIn } = candidate;
    const held = holders.get(hashText(path, seed)) ?? [];
    const below = hardLinkIn === null ? held : held.filter((layer) => layer <= hardLinkIn).slice(-1);
    if (below.length === 0 && missing !== null) {
      if (hardLinkIn === null) unknowns.push({ place: as, reason: missing });
      else lost.push({ path: as, layer: hardLinkIn, reason: missing });
    }
    for (const layer of below) {
      add(layer, candidate);
      if (hardLinkIn !== null)
        hardLinks.push({ path: as, layer: hardLinkIn, target: path, targetLayer: layer });
    }
  }
  for (const alias of folderAliases(tree)) for (const layer of layers.keys()) add(layer, alias);
  const lists = [...wanted].map(
    ([layer, list]) => [layer, [...list].map(([path, as]) => ({ path, as }))] as const,
  );
  return { wanted: new Map(lists), hardLinks, lost, unknowns };
}

function* wellKnownCandidates(
  tree: Tree,
  unknowns: { place: string; reason: string }[],
): Generator<Candidate> {
  for (const as of wellKnownFiles()) {
    const path = tree.resolve(as);
    if (path === null) unknowns.push({ place: as, reason: 'its symbolic links lead in a circle' });
    if (path === null || path === as || isRead(tree, path)) continue;
    const isLink = linkOf(tree, as) !== null;
    const missing = isLink ? `it is a symbolic link to ${path}, which was not found` : null;
    yield { path, as, missing, hardLinkIn: null };
  }
}

/** A link where a package would be: what it leads to is read as if it were there. */
function* linkCandidates(tree: Tree): Generator<Candidate> {
  for (const node of tree.all()) {
    if (node.link === null) continue;
    for (const probe of PROBES) {
      const as = node.path + probe;
      if (classify(as)?.kind !== 'catalogue') continue;
      const path = tree.resolve(as);
      if (path !== null && !isRead(tree, path)) yield { path, as, missing: null, hardLinkIn: null };
    }
  }
}

function* hardLinkCandidates(layers: readonly LayerFacts[]): Generator<Candidate> {
  for (const [layer, facts] of layers.entries()) {
    for (const { path, target } of facts.hardLinks) {
      const missing = `it is a hard link to ${target}, which was not found`;
      yield { path: target, as: path, missing, hardLinkIn: layer };
    }
  }
}

/** Folders that matter by their name, and are links to one of another name: their files can be in any layer. */
function folderAliases(tree: Tree): Alias[] {
  const aliases: Alias[] = [];
  for (const as of [...wellKnownFolders(), ...linkedFolders(tree)]) {
    const real = tree.resolve(as);
    if (real === null || real === '' || `${real}/` === as || hasOwnName(real, as)) continue;
    aliases.push({ path: `${real}/`, as });
  }
  return aliases;
}

function* linkedFolders(tree: Tree): Generator<string> {
  for (const { path, link } of tree.all()) {
    if (link !== null && CATALOGUERS.some((one) => one.linkedFolders?.test(path) === true)) yield `${path}/`;
  }
}

/** The first walk has read what is in the folder, because its own name matters in the same way. */
function hasOwnName(real: string, as: string): boolean {
  const isWellKnown = isSame(classify(`${real}/x`), classify(`${as}x`));
  return isWellKnown || CATALOGUERS.some((one) => one.linkedFolders?.test(real) === true);
}

/** Which layers hold something that is no folder at the paths, lowest first, by hash: one look at each layer. */
function findHolders(
  candidates: readonly Candidate[],
  layers: readonly LayerFacts[],
  seed: HashSeed,
): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<number, number[]>(candidates.map(({ path }) => [hashText(path, seed), []]));
  if (holders.size === 0) return holders;
  for (const [layer, facts] of layers.entries()) {
    for (const hash of facts.files) {
      const held = holders.get(hash);
      if (held !== undefined && held.at(-1) !== layer) held.push(layer);
    }
  }
  return holders;
}

function wellKnownFiles(): readonly string[] {
  const files = CATALOGUERS.flatMap((one) => one.wellKnown.filter((path) => !path.endsWith('/')));
  return [...NOTABLE_FILES, ...files];
}

function wellKnownFolders(): readonly string[] {
  return CATALOGUERS.flatMap((one) => one.wellKnown.filter((path) => path.endsWith('/')));
}

function isRead(tree: Tree, path: string): boolean {
  return (tree.get(path)?.placed ?? null) !== null;
}

/** The target when the file itself is a link, not only a folder above it. */
function linkOf(tree: Tree, path: string): string | null {
  const place = tree.resolve(path, true);
  return place === null ? null : (tree.get(place)?.link ?? null);
}

function isSame(a: FileClass | null, b: FileClass | null): boolean {
  return a?.kind === 'catalogue' && b?.kind === 'catalogue' && a.cataloguer === b.cataloguer;
}
