import type { FileRecord, LayerFacts } from '../layer/facts.ts';
import type { HashSeed } from '../path-hash.ts';
import { createTree, type Tree, type TreeNode } from './tree.ts';

/**
 * Lays the layers over each other, lowest first, as a container runtime does: the entries of a layer replace
 * what was there, where only a folder over a folder leaves what is inside, and its whiteouts and opaque
 * folders delete from the layers below, never from their own.
 * Source: OCI image layer specification, "Applying Changesets".
 */
export function mergeLayers(layers: readonly LayerFacts[], seed: HashSeed): Tree {
  const tree = createTree(seed);
  for (const [index, facts] of layers.entries()) {
    // First, because a whiteout inside a folder that replaces a link must not follow the link.
    replace(tree, facts);
    hideBelow(tree, facts);
    for (const { path, target } of facts.links) place(tree, path).link = target;
    for (const record of facts.records) placeRecord(tree, record, index);
  }
  return tree;
}

function hideBelow(tree: Tree, facts: LayerFacts): void {
  for (const path of facts.opaques) {
    const folder = find(tree, path, false);
    if (folder === null) continue;
    for (const child of folder.children.values()) tree.remove(child);
  }
  for (const path of facts.whiteouts) {
    const node = find(tree, path, true);
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

/** A path in a layer goes through the links of the layers below, as far as they are still there. */
function find(tree: Tree, path: string, keepLast: boolean): TreeNode | null {
  const real = tree.resolve(path, keepLast);
  return real === null ? null : tree.get(real);
}

/** What cannot be resolved stays under the name it has. */
function place(tree: Tree, path: string): TreeNode {
  const node = tree.add(tree.resolve(path, true) ?? path);
  node.placed = null;
  node.link = null;
  return node;
}

function placeRecord(tree: Tree, record: FileRecord, layer: number): void {
  place(tree, record.path).placed = { record, layer };
}
