import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/inventory/take.ts';
import { SILENT } from '../../src/util/log.ts';
import { imageOf, inventoryOf, namesOf } from '../support/inventory-of.ts';
import {
  ALPINE_319,
  apkStanza,
  debianLayer,
  DEBIAN_12,
  dpkgStanza,
  packageJson,
} from '../support/package-files.ts';

describe('takeInventory', () => {
  const layers = [
    debianLayer(dpkgStanza('openssl', '3.0.11-1')),
    {
      'srv/node_modules/a/package.json': packageJson('a', '1.0.0', { license: 'MIT' }),
      'srv/six-1.16.0.dist-info/METADATA': 'Name: six\nVersion: 1.16.0\n',
    },
    {
      'srv/node_modules/a/package.json': packageJson('a', '1.0.1'),
      'etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
    },
  ];

  it.each([
    [
      'two releases',
      DEBIAN_12.replace('"12"', '"13"'),
      [/^it says debian 12, and debian 13 is said before/u],
    ],
    ['one release in two files', `${DEBIAN_12}VARIANT=slim\n`, []],
  ])('tells of an image that says it is of %s', async (_what, text, reasons) => {
    const { os, unknowns } = await inventoryOf([
      debianLayer(dpkgStanza('openssl', '3.0.11-1')),
      { 'etc/os-release': text, 'usr/lib/os-release': DEBIAN_12 },
    ]);
    expect(os?.id).toBe('debian');
    expect(unknowns.map(({ reason }) => reason)).toEqual(
      reasons.map((reason) => expect.stringMatching(reason)),
    );
  });

  it('says what is installed, from which layer, and for which advisories', async () => {
    const inventory = await inventoryOf(layers);
    expect(inventory.os).toMatchObject({ id: 'debian', version: '12' });
    expect(inventory.unknowns).toEqual([]);
    expect(inventory.components).toEqual([
      {
        purl: 'pkg:deb/debian/openssl@3.0.11-1?arch=amd64&distro=debian-12',
        name: 'openssl',
        version: '3.0.11-1',
        ecosystem: 'Debian:12',
        source: { name: 'openssl', version: '3.0.11-1' },
        licence: null,
        module: null,
        ownedBy: null,
        locations: [{ path: 'var/lib/dpkg/status', layer: 0 }],
      },
      {
        purl: 'pkg:npm/a@1.0.1',
        name: 'a',
        version: '1.0.1',
        ecosystem: 'npm',
        source: null,
        licence: null,
        module: null,
        ownedBy: null,
        locations: [{ path: 'srv/node_modules/a/package.json', layer: 2 }],
      },
      {
        purl: 'pkg:pypi/six@1.16.0',
        name: 'six',
        version: '1.16.0',
        ecosystem: 'PyPI',
        source: null,
        licence: null,
        module: null,
        ownedBy: null,
        locations: [{ path: 'srv/six-1.16.0.dist-info/METADATA', layer: 1 }],
      },
    ]);
    expect(inventory.files.get('etc/passwd')).toMatchObject({ path: 'etc/passwd', layer: 2 });
    expect(inventory.files.get('etc/passwd')?.content.toString()).toMatch(/^root/u);
    expect(inventory.stats).toMatchObject({ entries: 6 });
  });

  it.each([
    [{ compression: 'gzip', where: 'memory' }, { threads: 8 }],
    [{ compression: 'gzip', where: 'file' }, { threads: 3 }],
    [{ compression: 'zstd', where: 'memory', chunk: 3 }, {}],
    [{ compression: 'zstd', where: 'file' }, { portable: true }],
    [{ compression: 'gzip', where: 'memory', chunk: 7 }, { portable: true }],
    [{ compression: 'none', where: 'file' }, {}],
  ] as const)('gives the same for layers stored as %j, read with %j', async (stored, options) => {
    expect(await inventoryOf(layers, options, stored)).toEqual(await inventoryOf(layers));
  });

  it('lists one package in two places once, with both', async () => {
    const json = packageJson('a', '1.0.0');
    const inventory = await inventoryOf([
      { 'x/node_modules/a/package.json': json },
      { 'b/node_modules/a/package.json': json },
    ]);
    expect(inventory.components.map(({ locations }) => locations)).toEqual([
      [
        { path: 'b/node_modules/a/package.json', layer: 1 },
        { path: 'x/node_modules/a/package.json', layer: 0 },
      ],
    ]);
  });

  it('counts a layer that comes twice at both places', async () => {
    const one = { 'node_modules/a/package.json': packageJson('a', '1.0.0') };
    const inventory = await inventoryOf([one, { '.wh.node_modules': '' }, one]);
    expect(inventory.components[0]?.locations).toEqual([{ path: 'node_modules/a/package.json', layer: 2 }]);
  });

  it('reads distroless packages and their ownership', async () => {
    const json = packageJson('a', '1.0.0');
    const inventory = await inventoryOf([
      {
        'etc/os-release': DEBIAN_12,
        'var/lib/dpkg/status.d/tzdata': 'Package: tzdata\nVersion: 2024a-0+deb12u1\nArchitecture: all\n',
        'var/lib/dpkg/status.d/tzdata.md5sums': `00000000000000000000000000000000  usr/share/x\n`,
        'node_modules/a/package.json': json,
      },
    ]);
    expect(namesOf(inventory)).toEqual(['tzdata@2024a-0+deb12u1', 'a@1.0.0']);
    expect(inventory.unknowns).toEqual([]);
  });

  it('has null as ecosystem of OS packages when the distribution is not known', async () => {
    const inventory = await inventoryOf([{ 'var/lib/dpkg/status': dpkgStanza('a', '1') }]);
    expect(inventory.os).toBeNull();
    expect(inventory.components).toMatchObject([{ purl: 'pkg:deb/a@1?arch=amd64', ecosystem: null }]);
  });

  it('reads Alpine, also where lib is a link', async () => {
    const database = apkStanza('musl', '1.2.4-r2');
    for (const path of ['lib/apk/db/installed', 'usr/lib/apk/db/installed']) {
      const inventory = await inventoryOf([
        [
          { name: 'etc/os-release', content: ALPINE_319 },
          { name: path, content: database },
          ...(path.startsWith('usr') ? [{ name: 'lib', type: '2', link: 'usr/lib' }] : []),
        ],
      ]);
      expect(inventory.components).toMatchObject([
        {
          ecosystem: 'Alpine:v3.19',
          locations: [{ path, layer: 0 }],
          source: { name: 'musl', version: '1.2.4-r2' },
        },
      ]);
    }
  });

  it('makes an unknown of what cannot be read, with its place', async () => {
    const inventory = await inventoryOf(
      [
        [
          { name: 'node_modules/bad/package.json', content: '{' },
          { name: 'node_modules/sparse/package.json', content: 'x', pax: { 'GNU.sparse.major': '1' } },
          { name: 'node_modules/large/package.json', content: 'x'.repeat(4 * 1024 * 1024 + 1) },
          { name: 'node_modules/odd/package.json', type: 'Z', content: '{}' },
          { name: 'node_modules/good/package.json', content: packageJson('good', '1.0.0') },
          { name: 'a/.wh.', content: '' },
          {
            name: 'long',
            content: '{}',
            pax: { path: `node_modules/${'x/'.repeat(2100)}node_modules/a/package.json` },
          },
        ],
      ],
      {},
      { compression: 'gzip' },
    );
    expect(namesOf(inventory)).toEqual(['good@1.0.0']);
    expect(inventory.unknowns.map(({ place, reason }) => [place.slice(0, 40), reason])).toEqual([
      ['a/.wh.', 'not a sound whiteout'],
      ['node_modules/bad/package.json', expect.stringContaining('not JSON')],
      ['node_modules/large/package.json', 'it has 4194305 bytes, the limit is 4194304'],
      ['node_modules/odd/package.json', expect.stringContaining('unknown type')],
      ['node_modules/sparse/package.json', expect.stringContaining('sparse')],
      [expect.stringContaining('node_modules/x/x/x'), expect.stringContaining('longer than Linux allows')],
    ]);
    expect(new Set(inventory.unknowns.map(({ step }) => step))).toEqual(new Set(['inventory']));
  });

  it('has no unknown for a bad file that a newer layer replaced or deleted', async () => {
    const bad = { 'node_modules/a/package.json': '{', 'node_modules/b/package.json': '{' };
    const inventory = await inventoryOf([
      bad,
      { 'node_modules/.wh.a': '', 'node_modules/b/package.json': packageJson('b', '1.0.0') },
    ]);
    expect(inventory.unknowns).toEqual([]);
    expect(namesOf(inventory)).toEqual(['b@1.0.0']);
  });

  it.each([
    ['an empty package database', { 'etc/os-release': DEBIAN_12, 'var/lib/dpkg/status': '' }],
    ['no package database', { 'etc/os-release': DEBIAN_12 }],
  ])('does not call a distribution with %s clean', async (_what, files) => {
    const inventory = await inventoryOf([files]);
    expect(inventory.components).toEqual([]);
    expect(inventory.unknowns).toMatchObject([{ reason: expect.stringContaining('missing or empty') }]);
  });

  it('reads an image without layers, and layers without entries', async () => {
    for (const image of [[], [{}], [{}, {}]]) {
      const inventory = await inventoryOf(image);
      expect([inventory.components, inventory.unknowns, inventory.os]).toEqual([[], [], null]);
    }
  });
});

describe('an image for another system', () => {
  it('is not called clean', async () => {
    const image = {
      ...imageOf([{ 'Files/x.exe': 'MZ' }]),
      platform: { os: 'windows', architecture: 'amd64', variant: null },
    };
    const { unknowns } = await takeInventory(image, { log: SILENT, signal: new AbortController().signal });
    expect(unknowns).toMatchObject([{ step: 'inventory', place: 'platform' }]);
  });
});

describe('what an image without packages says', () => {
  it.each([
    ['a shell script', { name: 'bin/app', content: '#!/bin/sh\n', mode: 0o755 }, false],
    [
      'a program by its first bytes',
      { name: 'app', content: Buffer.from(`\u007fELF${'x'.repeat(100)}`) },
      true,
    ],
    ['a page', { name: 'index.html', content: '<p>' }, false],
    ['a link', { name: 'app', type: '2', link: 'b' }, false],
  ] as const)('about %s', async (_, entry, isUnknown) => {
    const { unknowns } = await inventoryOf([[entry]]);
    expect(unknowns.map(({ place }) => place)).toEqual(isUnknown ? ['app'] : []);
  });

  it('speaks of a database that is there and lists nothing', async () => {
    const { unknowns } = await inventoryOf([
      [
        { name: 'etc/os-release', content: DEBIAN_12 },
        { name: 'var/lib/dpkg/status', content: '' },
        { name: 'bin/sh', content: 'x', mode: 0o755 },
      ],
    ]);
    expect(unknowns).toMatchObject([{ reason: expect.stringContaining('Debian GNU/Linux 12') }]);
  });

  it('counts what it does not read, once for each format', async () => {
    const { unknowns } = await inventoryOf([
      [
        { name: 'nix/var/nix/db/db.sqlite', content: 'x' },
        { name: 'var/lib/pacman/local/a-1-1/desc', content: 'x' },
        { name: 'var/lib/pacman/local/b-1-1/desc', content: 'x' },
      ],
      { 'var/lib/pacman/local/.wh.a-1-1': '' },
    ]);
    expect(unknowns.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'nix/var/nix/db/db.sqlite: Nix package databases are not read by this version: 1 file',
      'var/lib/pacman/local/b-1-1/desc: pacman package entries are not read by this version: 1 file',
    ]);
  });
});
