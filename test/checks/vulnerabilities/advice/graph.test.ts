import { describe, expect, it } from 'vitest';
import { closure, packageGraph } from '../../../../src/checks/vulnerabilities/advice/graph.ts';
import { LIMITS } from '../../../../src/util/limits.ts';
import { osInventory, purlOf } from '../../../support/os-packages.ts';

describe('packageGraph', () => {
  it('connects packages by name, by what they provide, and by every alternative that is there', () => {
    const graph = packageGraph(
      osInventory({
        a: { depends: ['b', 'mail', 'c | d | gone'] },
        b: {},
        c: {},
        d: {},
        exim: { provides: ['mail'] },
      }),
    );
    const needs = graph?.get(purlOf('a'))?.needs ?? new Set();
    expect([...needs].map(({ name }) => name)).toEqual(['b', 'exim', 'c', 'd']);
    expect([...(graph?.get(purlOf('exim'))?.neededBy ?? [])].map(({ name }) => name)).toEqual(['a']);
  });

  it('does not let a package need itself', () => {
    const graph = packageGraph(osInventory({ a: { depends: ['a', 'x'], provides: ['x'] } }));
    expect(graph?.get(purlOf('a'))?.needs.size).toBe(0);
  });

  it.each([
    ['has a command', 'git', { files: { 'usr/bin/git': [] } }, true],
    ['is there to build with', 'zlib1g-dev', {}, true],
    ['has a library', 'zlib1g', { files: { 'usr/lib/libz.so.1': [] } }, false],
    ['has a program that is no command', 'x', { files: { 'usr/lib/x/helper': [] } }, false],
  ])('takes a package that %s for a tool or not', (_, name, what, isTool) => {
    expect(packageGraph(osInventory({ [name]: what }))?.get(purlOf(name))?.isTool).toBe(isTool);
  });

  it.each([
    ['zlib1g', { files: { 'usr/lib/x86_64-linux-gnu/libz.so.1.2': [] } }, true],
    ['libz1', {}, true],
    ['zlib', { provides: ['so:libz.so.1'] }, true],
    ['zlib-ng', { provides: ['libz.so.1()(64bit)'] }, true],
    ['liberror-perl', {}, false],
    ['git', { files: { 'usr/lib/git/plugin.so': [] } }, false],
  ])('says whether %s has libraries that can be loaded by name', (name, what, hasLibraries) => {
    expect(packageGraph(osInventory({ [name]: what }))?.get(purlOf(name))?.hasLibraries).toBe(hasLibraries);
  });

  it('gives up on more packages than there are in any image', () => {
    const many = (count: number) =>
      packageGraph(
        osInventory(Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${String(at)}`, {}]))),
      );
    // The inventory has three packages of its own.
    expect(many(LIMITS.advicePackages.value - 3)).not.toBeNull();
    expect(many(LIMITS.advicePackages.value - 2)).toBeNull();
  });

  it('gives up on more relations than there are in any image', () => {
    // Each needs all others.
    const count = Math.ceil(Math.sqrt(LIMITS.adviceRelations.value)) + 1;
    const names = Array.from({ length: count }, (_, at) => `p${String(at)}`);
    const depends = ['x'];
    const packages = names.map((name) => [name, { depends, provides: depends }] as const);
    expect(packageGraph(osInventory(Object.fromEntries(packages)))).toBeNull();
    expect(packageGraph(osInventory(Object.fromEntries(packages.slice(2))))).not.toBeNull();
  });
});

describe('closure', () => {
  it('follows either direction, through circles', () => {
    const graph = packageGraph(
      osInventory({ a: { depends: ['b'] }, b: { depends: ['c'] }, c: { depends: ['b'] } }),
    );
    const [a, c] = [graph?.get(purlOf('a')), graph?.get(purlOf('c'))];
    const names = (from: typeof a, direction: 'needs' | 'neededBy') =>
      [...closure(from === undefined ? [] : [from], direction)].map(({ name }) => name).sort();
    expect(names(a, 'needs')).toEqual(['a', 'b', 'c']);
    expect(names(c, 'neededBy')).toEqual(['a', 'b', 'c']);
    expect(names(c, 'needs')).toEqual(['b', 'c']);
  });
});
