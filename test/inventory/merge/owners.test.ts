import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src/inventory/inventory.ts';
import { inventoryOf, namesOf } from '../../support/inventory-of.ts';
import { ALPINE_319, apkStanza, DEBIAN_12, dpkgStanza, packageJson } from '../../support/package-files.ts';

const FILE = 'usr/share/nodejs/x/node_modules/a/package.json';
const JSON_A = packageJson('a', '1.0.0');
const MD5 = createHash('md5').update(JSON_A).digest('hex');
const MD5_X = createHash('md5').update('x').digest('hex');
const SHA1 = createHash('sha1').update(JSON_A).digest('base64');

function debian(file: string, release = DEBIAN_12) {
  return {
    'etc/os-release': release,
    'var/lib/dpkg/status': dpkgStanza('node-x', '1'),
    'var/lib/dpkg/info/node-x.md5sums': `${MD5}  ${FILE}\n${MD5_X}  usr/share/java/x.jar\n`,
    'usr/share/java/x.jar': 'x',
    [FILE]: file,
  };
}

/** Those that are looked up by themselves. */
function unowned(inventory: Inventory): readonly string[] {
  const components = inventory.components.filter(({ ownedBy }) => ownedBy === null);
  return namesOf({ ...inventory, components });
}

describe('packages of a language that an OS package brought', () => {
  it('are counted once, as the OS package', async () => {
    const inventory = await inventoryOf([debian(JSON_A)]);
    expect(unowned(inventory)).toEqual(['node-x@1']);
    expect(inventory.unknowns).toEqual([]);
  });

  it('are there, and say which package brought them', async () => {
    const { components } = await inventoryOf([debian(JSON_A)]);
    expect(components.map(({ name, ownedBy }) => [name, ownedBy])).toEqual([
      ['node-x', null],
      ['a', 'pkg:deb/debian/node-x@1?arch=amd64&distro=debian-12'],
    ]);
  });

  it('are no unknown when they cannot be read: the advisories of the package cover them', async () => {
    const bad = '{ "name": 1 }';
    const md5 = createHash('md5').update(bad).digest('hex');
    const list = { 'var/lib/dpkg/info/node-x.md5sums': `${md5}  ${FILE}\n${MD5_X}  usr/share/java/x.jar\n` };
    expect((await inventoryOf([{ ...debian(bad), ...list }])).unknowns).toEqual([]);
    expect((await inventoryOf([debian(bad)])).unknowns).toMatchObject([{ place: FILE }]);
  });

  it('count once more for a place where nobody brought them, and only for that', async () => {
    const { components } = await inventoryOf([debian(JSON_A), { 'srv/node_modules/a/package.json': JSON_A }]);
    expect(components.slice(1)).toMatchObject([
      { name: 'a', ownedBy: null, locations: [{ path: 'srv/node_modules/a/package.json', layer: 1 }] },
    ]);
  });

  it.each([
    ['Debian Javascript Maintainers <pkg@alioth-lists.debian.net>', ['node-x@1']],
    ['Somebody <packages@example.com>', ['node-x@1', 'a@1.0.0']],
  ])('count by themselves when the package is not of the distribution: %s', async (maintainer, names) => {
    const status = dpkgStanza('node-x', '1', [`Maintainer: ${maintainer}`]);
    expect(unowned(await inventoryOf([{ ...debian(JSON_A), 'var/lib/dpkg/status': status }]))).toEqual(names);
  });

  it('are counted when they were changed since: it is another version then', async () => {
    const changed = packageJson('a', '2.0.0');
    expect(unowned(await inventoryOf([debian(changed)]))).toEqual(['node-x@1', 'a@2.0.0']);
    expect(unowned(await inventoryOf([debian(JSON_A), { [FILE]: changed }]))).toEqual([
      'node-x@1',
      'a@2.0.0',
    ]);
  });

  it('are told by content, in files that cannot be read', async () => {
    const jar = 'usr/share/java/x.jar';
    const { unknowns } = await inventoryOf([debian(JSON_A), { [jar]: 'y' }]);
    expect(unknowns).toMatchObject([{ place: jar }]);
    expect((await inventoryOf([debian(JSON_A), { [jar]: 'x' }])).unknowns).toEqual([]);
  });

  it('are counted when the OS package is gone', async () => {
    const gone = { 'var/lib/dpkg/info/.wh.node-x.md5sums': '' };
    expect(unowned(await inventoryOf([debian(JSON_A), gone]))).toEqual(['node-x@1', 'a@1.0.0']);
  });

  it('are counted when the list of files is of no installed package', async () => {
    const list = { 'var/lib/dpkg/info/other.md5sums': `${MD5}  ${FILE}\n` };
    const gone = { 'var/lib/dpkg/info/.wh.node-x.md5sums': '' };
    expect(unowned(await inventoryOf([debian(JSON_A), { ...gone, ...list }]))).toEqual([
      'node-x@1',
      'a@1.0.0',
    ]);
  });

  it.each([
    ['srv/node_modules/a/package.json', ['node-x@1', 'a@1.0.0']],
    ['usr/local/lib/node_modules/a/package.json', ['node-x@1', 'a@1.0.0']],
    ['usr/lib/node_modules/a/package.json', ['node-x@1']],
  ])('are counted where a distribution puts nothing: %s', async (file, names) => {
    const inventory = await inventoryOf([
      {
        'etc/os-release': DEBIAN_12,
        'var/lib/dpkg/status': dpkgStanza('node-x', '1'),
        'var/lib/dpkg/info/node-x:amd64.md5sums': `${MD5}  ${file}\n`,
        [file]: JSON_A,
      },
    ]);
    expect(unowned(inventory)).toEqual(names);
  });

  it('are counted when no advisories cover the distribution', async () => {
    const inventory = await inventoryOf([debian(JSON_A, 'ID=other\nVERSION_ID=1\n')]);
    expect(unowned(inventory)).toEqual(['node-x@1', 'a@1.0.0']);
    expect(inventory.unknowns).toMatchObject([{ place: 'usr/share/java/x.jar' }]);
  });

  it('are told by SHA-1 on Alpine', async () => {
    const file = 'usr/lib/node_modules/a/package.json';
    const owned = ['F:usr/lib/node_modules/a', 'R:package.json', `Z:Q1${SHA1}`];
    const layer = { 'etc/os-release': ALPINE_319, 'lib/apk/db/installed': apkStanza('npm', '1-r0', owned) };
    expect(unowned(await inventoryOf([{ ...layer, [file]: JSON_A }]))).toEqual(['npm@1-r0']);
    const other = packageJson('a', '2.0.0');
    expect(unowned(await inventoryOf([{ ...layer, [file]: other }]))).toEqual(['npm@1-r0', 'a@2.0.0']);
  });
});
