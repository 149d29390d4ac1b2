import { describe, expect, it } from 'vitest';
import type { LayerFiles } from '../../support/oci.ts';
import { inventoryOf, namesOf } from '../../support/inventory-of.ts';
import { DEBIAN_12, dpkgStanza, packageJson } from '../../support/package-files.ts';
import type { TarEntry } from '../../support/tar.ts';

function link(name: string, target: string): TarEntry {
  return { name, type: '2', link: target };
}

function hardLink(name: string, target: string): TarEntry {
  return { name, type: '1', link: target };
}

const A = packageJson('a', '1.0.0');

describe('files that only a link leads to', () => {
  it.each<[string, LayerFiles[], string[]]>([
    [
      'a package database that is elsewhere',
      [[{ name: 'data/db', content: dpkgStanza('x', '1') }, link('var/lib/dpkg/status', '/data/db')]],
      ['x@1'],
    ],
    [
      'a folder of it that is elsewhere, in another layer',
      [
        [{ name: 'data/dpkg/status', content: dpkgStanza('x', '1') }],
        [
          link('var/lib/dpkg', '../../data/dpkg'),
          { name: 'data/dpkg/status.d/y', content: 'Package: y\nVersion: 2\n' },
        ],
      ],
      ['x@1', 'y@2'],
    ],
    [
      'a linked package of a workspace',
      [[{ name: 'app/packages/a/package.json', content: A }, link('app/node_modules/a', '../packages/a')]],
      ['a@1.0.0'],
    ],
    [
      'a linked package in a scope, by an absolute link, from a newer layer',
      [
        [{ name: 'app/packages/a/package.json', content: packageJson('@s/a', '1.0.0') }],
        [link('app/node_modules/@s/a', '/app/packages/a')],
      ],
      ['@s/a@1.0.0'],
    ],
    [
      'packages below a node_modules that is a link to a folder of another name',
      [
        [{ name: 'deps/a/package.json', content: A }, link('app/node_modules', '/deps')],
        [
          { name: 'deps/@s/b/package.json', content: packageJson('@s/b', '2.0.0') },
          { name: 'deps/a/node_modules/c/package.json', content: packageJson('c', '3.0.0') },
          { name: 'deps/a/esm/package.json', content: '{"type":"module","name":"no","version":"1"}' },
        ],
      ],
      ['@s/b@2.0.0', 'a@1.0.0', 'c@3.0.0'],
    ],
    [
      'packages of a scope that is a link',
      [[{ name: 'packages/a/package.json', content: A }, link('node_modules/@s', '../packages')]],
      ['a@1.0.0'],
    ],
    [
      'packages once when one node_modules is a link to another',
      [
        [
          { name: 'deps/node_modules/a/package.json', content: A },
          link('app/node_modules', '/deps/node_modules'),
        ],
      ],
      ['a@1.0.0'],
    ],
    [
      'a package.json that is itself a link',
      [[{ name: 'store/1', content: A }, link('app/node_modules/a/package.json', '/store/1')]],
      ['a@1.0.0'],
    ],
    [
      'a linked distribution',
      [
        [
          { name: 'store/six/METADATA', content: 'Name: six\nVersion: 1\n' },
          link('lib/six.dist-info', '/store/six'),
        ],
      ],
      ['six@1'],
    ],
    [
      'the newest of two files',
      [
        [{ name: 'app/packages/a/package.json', content: A }, link('app/node_modules/a', '../packages/a')],
        { 'app/packages/a/package.json': packageJson('a', '2.0.0') },
      ],
      ['a@2.0.0'],
    ],
    [
      'nothing when the file was deleted',
      [
        [{ name: 'app/packages/a/package.json', content: A }, link('app/node_modules/a', '../packages/a')],
        { 'app/packages/.wh.a': '' },
      ],
      [],
    ],
    [
      'nothing when the link was deleted',
      [
        [{ name: 'app/packages/a/package.json', content: A }, link('app/node_modules/a', '../packages/a')],
        { 'app/node_modules/.wh.a': '' },
      ],
      [],
    ],
    [
      'a package once that two links lead to (pnpm)',
      [
        [
          { name: 'app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json', content: A },
          link('app/node_modules/a', '.pnpm/a@1.0.0/node_modules/a'),
        ],
      ],
      ['a@1.0.0'],
    ],
    [
      'nothing outside the image',
      [[link('app/node_modules/a', '../../../../../../etc'), link('app/node_modules/b', '/proc/self/cwd')]],
      [],
    ],
    [
      'nothing in a circle',
      [[link('app/node_modules/a', 'b'), link('app/node_modules/b', 'a'), link('app/node_modules/c', 'c')]],
      [],
    ],
    [
      'a hard link to a package in the same layer',
      [
        [
          { name: 'app/node_modules/a/package.json', content: A },
          hardLink('srv/node_modules/a/package.json', 'app/node_modules/a/package.json'),
        ],
      ],
      ['a@1.0.0'],
    ],
    [
      'a hard link to a file that nobody would read (a store)',
      [[{ name: 'store/1f2e', content: A }, hardLink('srv/node_modules/a/package.json', './store/1f2e')]],
      ['a@1.0.0'],
    ],
    [
      'a hard link to a file of a lower layer',
      [{ 'store/1f2e': A }, [hardLink('srv/node_modules/a/package.json', 'store/1f2e')]],
      ['a@1.0.0'],
    ],
  ])('reads %s', async (_, layers, names) => {
    const inventory = await inventoryOf(layers);
    expect(namesOf(inventory)).toEqual(names);
    expect(inventory.unknowns).toEqual([]);
  });

  it('finds os-release behind links, and where it is a file of its own', async () => {
    const file: TarEntry = { name: 'usr/lib/os-release', content: DEBIAN_12 };
    for (const entries of [
      [file, link('etc/os-release', '../usr/lib/os-release')],
      [{ ...file, name: 'opt/release' }, link('etc/os-release', '/opt/release')],
      [file],
    ]) {
      expect((await inventoryOf([entries])).os).toMatchObject({ id: 'debian', version: '12' });
    }
  });

  it('puts a file at the layer that holds it, and a hard link at the layer of the link', async () => {
    const inventory = await inventoryOf([
      { 'app/packages/a/package.json': A, 'store/b': packageJson('b', '1.0.0') },
      [link('app/node_modules/a', '../packages/a'), hardLink('app/node_modules/b/package.json', 'store/b')],
    ]);
    expect(inventory.components.map(({ locations }) => locations)).toEqual([
      [{ path: 'app/packages/a/package.json', layer: 0 }],
      [{ path: 'app/node_modules/b/package.json', layer: 1 }],
    ]);
  });

  it.each<[string, TarEntry[], string, string]>([
    [
      'a link of the database that leads nowhere',
      [link('var/lib/dpkg/status', 'gone')],
      'var/lib/dpkg/status',
      'not found',
    ],
    ['a database in a circle', [link('var/lib/dpkg', 'dpkg')], 'var/lib/dpkg/status', 'circle'],
    ['os-release that leads nowhere', [link('etc/os-release', 'gone')], 'etc/os-release', 'not found'],
    [
      'a hard link to nowhere',
      [hardLink('node_modules/a/package.json', 'gone')],
      'node_modules/a/package.json',
      'not found',
    ],
  ])('makes an unknown of %s', async (_, entries, place, word) => {
    const { unknowns } = await inventoryOf([entries]);
    expect(unknowns).toEqual(
      expect.arrayContaining([{ step: 'inventory', place, reason: expect.stringContaining(word) }]),
    );
  });

  it('makes an unknown of a hard link that a symbolic link leads to, and of one to a device', async () => {
    const { unknowns } = await inventoryOf([
      [
        { name: 'store/a', content: A },
        hardLink('app/packages/a/package.json', 'store/a'),
        link('app/node_modules/a', '../packages/a'),
        { name: 'dev/x', type: '3' },
        hardLink('node_modules/b/package.json', 'dev/x'),
      ],
    ]);
    expect(unknowns.map(({ place, reason }) => [place, reason])).toEqual([
      ['app/packages/a/package.json', expect.stringContaining('not followed')],
      ['node_modules/b/package.json', expect.stringContaining('no file that can be read')],
    ]);
  });

  it('has no unknown for a hard link to nowhere that a newer layer deleted', async () => {
    const { unknowns } = await inventoryOf([
      [hardLink('node_modules/a/package.json', 'gone')],
      { 'node_modules/.wh.a': '' },
    ]);
    expect(unknowns).toEqual([]);
  });
});
