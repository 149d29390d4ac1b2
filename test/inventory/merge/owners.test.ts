import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
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

describe('packages of a language that an OS package brought', () => {
  it('are counted once, as the OS package', async () => {
    const inventory = await inventoryOf([debian(JSON_A)]);
    expect(namesOf(inventory)).toEqual(['node-x@1']);
    expect(inventory.unknowns).toEqual([]);
  });

  it('are counted when they were changed since: it is another version then', async () => {
    const changed = packageJson('a', '2.0.0');
    expect(namesOf(await inventoryOf([debian(changed)]))).toEqual(['node-x@1', 'a@2.0.0']);
    expect(namesOf(await inventoryOf([debian(JSON_A), { [FILE]: changed }]))).toEqual([
      'node-x@1',
      'a@2.0.0',
    ]);
  });

  it('are told by content or, where that is large, by the layer, in formats that are not read', async () => {
    const large = 'x'.repeat(1024 * 1024 + 1);
    const jar = 'usr/share/java/x.jar';
    const { unknowns } = await inventoryOf([debian(JSON_A), { [jar]: 'y' }]);
    expect(unknowns).toMatchObject([{ place: jar }]);
    expect((await inventoryOf([debian(JSON_A), { [jar]: 'x' }])).unknowns).toEqual([]);
    expect((await inventoryOf([{ ...debian(JSON_A), [jar]: large }])).unknowns).toEqual([]);
    expect((await inventoryOf([debian(JSON_A), { [jar]: large }])).unknowns).toMatchObject([{ place: jar }]);
  });

  it('are counted when the OS package is gone', async () => {
    const gone = { 'var/lib/dpkg/info/.wh.node-x.md5sums': '' };
    expect(namesOf(await inventoryOf([debian(JSON_A), gone]))).toEqual(['node-x@1', 'a@1.0.0']);
  });

  it('are counted when the list of files is of no installed package', async () => {
    const list = { 'var/lib/dpkg/info/other.md5sums': `${MD5}  ${FILE}\n` };
    const gone = { 'var/lib/dpkg/info/.wh.node-x.md5sums': '' };
    expect(namesOf(await inventoryOf([debian(JSON_A), { ...gone, ...list }]))).toEqual([
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
    expect(namesOf(inventory)).toEqual(names);
  });

  it('are counted when no advisories cover the distribution', async () => {
    const inventory = await inventoryOf([debian(JSON_A, 'ID=other\nVERSION_ID=1\n')]);
    expect(namesOf(inventory)).toEqual(['node-x@1', 'a@1.0.0']);
    expect(inventory.unknowns).toMatchObject([{ place: 'usr/share/java/x.jar' }]);
  });

  it('are told by SHA-1 on Alpine', async () => {
    const file = 'usr/lib/node_modules/a/package.json';
    const owned = ['F:usr/lib/node_modules/a', 'R:package.json', `Z:Q1${SHA1}`];
    const layer = { 'etc/os-release': ALPINE_319, 'lib/apk/db/installed': apkStanza('npm', '1-r0', owned) };
    expect(namesOf(await inventoryOf([{ ...layer, [file]: JSON_A }]))).toEqual(['npm@1-r0']);
    const other = packageJson('a', '2.0.0');
    expect(namesOf(await inventoryOf([{ ...layer, [file]: other }]))).toEqual(['npm@1-r0', 'a@2.0.0']);
  });
});
