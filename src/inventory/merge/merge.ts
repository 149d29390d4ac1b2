import type { FileRecord, LayerFacts } from '../layer/facts.ts';
import type { HashSeed } from '../path-hash.ts';
import { createTree, type Tree, type TreeNode } from './tree.ts';

/**
 * Lays the layers over each other, lowest first, as a container runtime does: the entries of a layer replace
 * what was there, where only a folder over a folder leaves what is inside, and its whiteouts and opaque
 * folders delete from the layers below, never from their own. A path that goes through a link of a layer below
 * is the one place where runtimes differ: Docker makes a folder of the link, containerd follows it. There both
 * results are kept, for neither may be left out.
 * Source: OCI image layer specification, "Applying Changesets".
 */
export function mergeLayers(layers: readonly LayerFacts[], seed: HashSeed): Tree {
  const tree = createTree(seed);
  for (const [index, facts] of layers.entries()) {
    // First, because a whiteout inside a folder that replaces a link must not follow the link.
    replace(tree, facts);
    hideBelow(tree, facts);
    for (const { path, target } of facts.links) placeLink(tree, path, target);
    for (const record of facts.records) placeRecord(tree, record, index);
  }
  return tree;
}

function hideBelow(tree: Tree, facts: LayerFacts): void {
  for (const path of facts.opaques) {
    const folder = withoutLinks(tree, path, false);
    if (folder === null) continue;
    for (const child of folder.children.values()) tree.remove(child);
  }
  for (const path of facts.whiteouts) {
    const node = withoutLinks(tree, path, true);
    if (node !== null && node !== tree.root) tree.remove(node);
  }
}

/** Only what the tree holds is looked for, so that the many paths of a layer stay numbers. */
function replace(tree: Tree, facts: LayerFacts): void {
  for (const hash of facts.files) {
    const node = tree.byHash(hash);
    if (node !== null) tree.remove(node);
  }
  for (const hash of facts.folders) {
    const node = tree.byHash(hash);
    if (node !== null && (node.placed !== null || node.link !== null)) tree.remove(node);
  }
}

/** The node at a path that no link is on. */
function withoutLinks(tree: Tree, path: string, keepLast: boolean): TreeNode | null {
  return tree.resolve(path, keepLast) === path ? tree.get(path) : null;
}

function placeLink(tree: Tree, path: string, target: string): void {
  const real = tree.resolve(path, true) ?? path;
  const node = tree.add(real !== path && isTaken(tree, real) ? path : real);
  node.placed = null;
  node.link = target;
}

/** What cannot be resolved stays under the name it has. */
function placeRecord(tree: Tree, record: FileRecord, layer: number): void {
  const real = tree.resolve(record.path, true) ?? record.path;
  // Of a file that is looked up by its path only one can count: the newer one, as in all runtimes.
  const keepsBoth = real !== record.path && record.kind !== 'notable' && isTaken(tree, real);
  const node = tree.add(keepsBoth ? record.path : real);
  node.placed = { record, layer };
  node.link = null;
}

function isTaken(tree: Tree, path: string): boolean {
  const node = tree.get(path);
  return node !== null && (node.placed !== null || node.children.size > 0);
}
