import { LIMITS } from '../../util/limits.ts';
import type { FileRecord } from '../layer/facts.ts';
import { hashText, type HashSeed } from '../path-hash.ts';

export interface PlacedRecord {
  readonly record: FileRecord;
  readonly layer: number;
}

export interface TreeNode {
  readonly path: string;
  readonly parent: TreeNode | null;
  readonly name: string;
  readonly hash: number;
  readonly children: Map<string, TreeNode>;
  placed: PlacedRecord | null;
  link: string | null;
}

/**
 * The file system of the image, as far as it matters: files that were read, symbolic links, and the folders
 * above them. Paths are real ones: no folder on them is a link.
 */
export interface Tree {
  readonly root: TreeNode;
  get(path: string): TreeNode | null;
  /** By the hash of its path. */
  byHash(hash: number): TreeNode | null;
  add(path: string): TreeNode;
  /** Takes the node and everything below it away. */
  remove(node: TreeNode): void;
  /** Follows links inside the image, also the last one unless `keepLast`; null when there is no end to them. */
  resolve(path: string, keepLast?: boolean): string | null;
  all(): Generator<TreeNode>;
}

export function createTree(seed: HashSeed): Tree {
  const root: TreeNode = {
    path: '',
    parent: null,
    name: '',
    hash: hashText('', seed),
    children: new Map(),
    placed: null,
    link: null,
  };
  const hashes = new Map<number, TreeNode>();

  function get(path: string): TreeNode | null {
    let node = root;
    for (const name of segments(path)) {
      const child = node.children.get(name);
      if (child === undefined) return null;
      node = child;
    }
    return node;
  }

  function add(path: string): TreeNode {
    let node = root;
    for (const name of segments(path)) {
      let child = node.children.get(name);
      if (child === undefined) {
        const childPath = node === root ? name : `${node.path}/${name}`;
        const hash = hashText(childPath, seed);
        child = { path: childPath, parent: node, name, hash, children: new Map(), placed: null, link: null };
        node.children.set(name, child);
        hashes.set(hash, child);
      }
      node = child;
    }
    return node;
  }

  function remove(node: TreeNode): void {
    for (const below of walk(node)) if (hashes.get(below.hash) === below) hashes.delete(below.hash);
    node.parent?.children.delete(node.name);
  }

  function resolve(path: string, keepLast = false): string | null {
    const todo = path.split('/').toReversed();
    let done: { name: string; node: TreeNode | null }[] = [];
    let followed = 0;
    for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
      if (name === '' || name === '.') continue;
      if (name === '..') {
        done.pop();
        continue;
      }
      const folder = done.length === 0 ? root : done.at(-1)?.node;
      const node = folder?.children.get(name) ?? null;
      const link = keepLast && todo.length === 0 ? null : (node?.link ?? null);
      if (link === null) {
        done.push({ name, node });
        continue;
      }
      followed++;
      if (followed > LIMITS.linkDepth.value) return null;
      if (link.startsWith('/')) done = [];
      todo.push(...link.split('/').toReversed());
    }
    return done.map(({ name }) => name).join('/');
  }

  return {
    root,
    get,
    byHash: (hash) => hashes.get(hash) ?? null,
    add,
    remove,
    resolve,
    all: () => walk(root),
  };
}

function* walk(node: TreeNode): Generator<TreeNode> {
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    for (const child of next.children.values()) stack.push(child);
  }
}

function segments(path: string): string[] {
  return path === '' ? [] : path.split('/');
}
