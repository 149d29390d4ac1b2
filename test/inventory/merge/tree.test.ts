import { describe, expect, it } from 'vitest';
import { createTree } from '../../../src/inventory/merge/tree.ts';

describe('createTree', () => {
  const tree = createTree([1, 2]);
  for (const [path, target] of [
    ['lib', 'usr/lib'],
    ['etc/os-release', '../usr/lib/os-release'],
    ['var/run', '/run'],
    ['loop', 'loop'],
    ['ping', 'pong/x'],
    ['pong', 'ping/y'],
    ['a/out', '../../../../etc'],
    ['deep/link', '../lib/../share'],
  ] as const) {
    tree.add(path).link = target;
  }

  it.each([
    ['lib/apk/db/installed', 'usr/lib/apk/db/installed'],
    ['etc/os-release', 'usr/lib/os-release'],
    ['var/run/x', 'run/x'],
    ['a/out/os-release', 'usr/lib/os-release'],
    ['deep/link/x', 'usr/share/x'],
    ['usr/bin/../lib', 'usr/lib'],
    ['nothing/here', 'nothing/here'],
    ['loop', null],
    ['loop/x', null],
    ['ping', null],
  ])('resolves %s to %s', (path, real) => {
    expect(tree.resolve(path)).toBe(real);
  });

  it('keeps the last link when asked', () => {
    expect(tree.resolve('lib', true)).toBe('lib');
    expect(tree.resolve('a/out/os-release', true)).toBe('etc/os-release');
  });

  it('takes a node and all below it away, also by hash', () => {
    const node = tree.add('x/y/z');
    expect(tree.byHash(node.hash)).toBe(node);
    const x = tree.get('x');
    if (x !== null) tree.remove(x);
    expect(tree.get('x/y/z')).toBeNull();
    expect(tree.byHash(node.hash)).toBeNull();
    expect(tree.get('lib')).not.toBeNull();
  });
});
