import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { bareElf } from '../support/bare-elf.ts';
import { inventoryOf, namesOf, scanTar } from '../support/inventory-of.ts';
import { ALPINE_319, apkStanza, DEBIAN_12, dpkgStanza, packageJson } from '../support/package-files.ts';
import { tarBytes, type TarEntry } from '../support/tar.ts';
import { workFolder } from '../support/work-folder.ts';

const ELF = bareElf(3000);
const NOBODYS = 'could not be attributed to a package';

function pathsOf(inventory: { readonly programs: ReadonlyMap<string, unknown> }): readonly string[] {
  return [...inventory.programs.keys()];
}

describe('programs in layers', () => {
  it('are found by what they hold, whatever their name and mode', async () => {
    const inventory = await inventoryOf([
      [
        { name: 'bin/app', content: ELF, mode: 0o755 },
        { name: 'data/blob.txt', content: ELF },
        { name: 'script', content: '#!/bin/sh\n'.repeat(20), mode: 0o755 },
        { name: 'short', content: ELF.subarray(0, 63), mode: 0o755 },
      ],
    ]);
    expect(pathsOf(inventory)).toEqual(['bin/app', 'data/blob.txt']);
    expect(inventory.unknowns).toMatchObject([{ place: 'bin/app', reason: `2 programs ${NOBODYS}` }]);
  });

  it('are found wherever the chunks end', async () => {
    const entries: readonly TarEntry[] = [
      { name: 'a', content: 'x'.repeat(600) },
      { name: 'b', content: ELF },
      { name: 'empty', content: '' },
      { name: 'c', content: ELF, pax: { path: 'long/c' } },
    ];
    const tar = tarBytes(entries);
    const expected = (await scanTar(tar)).records;
    expect(expected.map(({ path, kind }) => [path, kind])).toEqual([
      ['b', 'program'],
      ['long/c', 'program'],
    ]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6000 }), fc.boolean(), async (chunk, isSpilled) => {
        const limits = isSpilled ? { programMemoryBytes: 1000 } : {};
        expect((await scanTar(tar, { limits }, chunk)).records).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('are read from a temporary file when they are large, which is gone afterwards', async () => {
    const tempDir = workFolder();
    const limits = { programMemoryBytes: 1000 };
    const inventory = await inventoryOf([{ 'bin/app': ELF }], { tempDir, limits });
    expect(pathsOf(inventory)).toEqual(['bin/app']);
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('leave no file behind when the layer is cut short in the middle of one', async () => {
    const tempFolder = workFolder();
    const tar = tarBytes([{ name: 'bin/app', content: ELF }]).subarray(0, 2048);
    const work = scanTar(tar, { tempFolder, limits: { programMemoryBytes: 1000 } });
    await expect(work).rejects.toMatchObject({ code: 'TAR_TRUNCATED' });
    expect(readdirSync(tempFolder)).toEqual([]);
  });

  it.each([
    ['too large', { limits: { programBytes: 2000 } }, 'it has 3000 bytes, the limit is 2000'],
    [
      'larger than the disk allows',
      { limits: { programMemoryBytes: 1000 }, tempDir: '/dev/null/x' },
      'temporary file',
    ],
  ])('are an unknown when they are %s', async (_, options, reason) => {
    const { unknowns } = await inventoryOf([{ 'bin/app': ELF }], options);
    expect(unknowns).toMatchObject([{ place: 'bin/app', reason: expect.stringContaining(reason) }]);
  });

  it('are an unknown when they are stored with holes', async () => {
    const { unknowns } = await inventoryOf([
      [{ name: 'bin/app', content: ELF, pax: { 'GNU.sparse.major': '1' } }],
    ]);
    expect(unknowns).toMatchObject([{ reason: expect.stringContaining('sparse') }]);
  });

  it('count under each of their names', async () => {
    const inventory = await inventoryOf([
      [
        { name: 'bin/a', content: ELF },
        { name: 'bin/b', type: '1', link: 'bin/a' },
        { name: 'bin/c', type: '1', link: 'bin/b' },
        { name: 'bin/text', content: 'x' },
        { name: 'bin/d', type: '1', link: 'bin/text' },
      ],
    ]);
    expect(pathsOf(inventory)).toEqual(['bin/a', 'bin/b', 'bin/c']);
  });

  it('are known by symbolic links to them too, and counted once', async () => {
    const inventory = await inventoryOf([
      [
        { name: 'usr/lib/libz.so.1.3', content: ELF },
        { name: 'usr/lib/libz.so.1', type: '2', link: 'libz.so.1.3' },
        { name: 'usr/bin/a1', content: ELF },
        { name: 'bin', type: '2', link: 'usr/bin' },
        { name: 'usr/bin/a', type: '2', link: '/bin/a1' },
        { name: 'usr/bin/b', type: '2', link: 'missing' },
      ],
    ]);
    expect([...inventory.programs.keys()].sort()).toEqual([
      'usr/bin/a',
      'usr/bin/a1',
      'usr/lib/libz.so.1',
      'usr/lib/libz.so.1.3',
    ]);
    expect(inventory.unknowns).toMatchObject([{ place: 'usr/bin/a1', reason: `1 program ${NOBODYS}` }]);
  });

  it('are followed through a hard link to a layer below', async () => {
    const inventory = await inventoryOf([
      [
        { name: 'bin/a', content: ELF },
        { name: 'text', content: 'x' },
      ],
      [
        { name: 'bin/b', type: '1', link: 'bin/a' },
        { name: 'bin/.wh.a' },
        { name: 'other', type: '1', link: 'text' },
        { name: 'nothing', type: '1', link: 'missing' },
      ],
    ]);
    expect(pathsOf(inventory)).toEqual(['bin/b']);
    expect(inventory.unknowns.map(({ place }) => place)).toEqual(['bin/b', 'nothing', 'other']);
  });

  it.each<[string, readonly TarEntry[], readonly TarEntry[]]>([
    [
      'a text in the same layer',
      [
        { name: 'bin/a', content: ELF },
        { name: 'bin/a', content: 'x' },
      ],
      [],
    ],
    [
      'a link in the same layer',
      [
        { name: 'bin/a', content: ELF },
        { name: 'bin/a', type: '2', link: 'b' },
      ],
      [],
    ],
    [
      'a folder in the same layer',
      [
        { name: 'bin/a', content: ELF },
        { name: 'bin/a', type: '5' },
      ],
      [],
    ],
    [
      'a text in place of its other name',
      [
        { name: 'x', content: ELF },
        { name: 'bin/a', type: '1', link: 'x' },
        { name: 'bin/a', content: 'x' },
        { name: 'x', content: 'x' },
      ],
      [],
    ],
    ['a text in the next layer', [{ name: 'bin/a', content: ELF }], [{ name: 'bin/a', content: 'x' }]],
    ['a whiteout', [{ name: 'bin/a', content: ELF }], [{ name: 'bin/.wh.a' }]],
  ])('are gone when they were replaced by %s', async (_, lower, upper) => {
    const inventory = await inventoryOf([lower, upper]);
    expect([pathsOf(inventory), inventory.unknowns]).toEqual([[], []]);
  });
});

/** A layer with Debian 12 and these packages. */
function debian(...packages: readonly string[]): Readonly<Record<string, string>> {
  return { 'etc/os-release': DEBIAN_12, 'var/lib/dpkg/status': packages.join('') };
}

describe('a program of a package', () => {
  const list = (name: string, ...paths: readonly string[]) => ({
    [`var/lib/dpkg/info/${name}.list`]: paths.map((path) => `/${path}\n`).join(''),
  });
  const tool = { ...debian(dpkgStanza('tool', '1')), ...list('tool', 'usr/bin/tool') };

  it('is known as such, through its list of files', async () => {
    const inventory = await inventoryOf([{ ...tool, 'usr/bin/tool': ELF }]);
    expect(inventory.unknowns).toEqual([]);
    expect([...inventory.owners]).toEqual([
      ['usr/bin/tool', 'pkg:deb/debian/tool@1?arch=amd64&distro=debian-12'],
    ]);
  });

  it('is known in images that keep one file for each package', async () => {
    const md5 = createHash('md5').update(ELF).digest('hex');
    const inventory = await inventoryOf([
      {
        'etc/os-release': DEBIAN_12,
        'var/lib/dpkg/status.d/openssl': 'Package: openssl\nVersion: 3.0.11-1\nArchitecture: amd64\n',
        'var/lib/dpkg/status.d/openssl.md5sums': `${md5}  ./usr/bin/openssl\n`,
        'usr/bin/openssl': ELF,
      },
    ]);
    expect([...inventory.owners.keys()]).toEqual(['usr/bin/openssl']);
    expect(inventory.unknowns).toEqual([]);
  });

  it('is known where folders were merged into usr', async () => {
    const merged = { ...debian(dpkgStanza('tool', '1')), ...list('tool', 'bin/tool') };
    const inventory = await inventoryOf([
      [
        ...Object.entries(merged).map(([name, content]) => ({ name, content })),
        { name: 'bin', type: '2', link: 'usr/bin' },
        { name: 'usr/bin/tool', content: ELF },
      ],
    ]);
    expect([...inventory.owners.keys()]).toEqual(['usr/bin/tool']);
    expect(inventory.unknowns).toEqual([]);
  });

  it.each([
    ['a later layer replaced it', [{ ...tool, 'usr/bin/tool': ELF }, { 'usr/bin/tool': ELF }]],
    ['the package is not installed', [{ ...tool, 'usr/bin/tool': ELF }, debian(dpkgStanza('a', '1'))]],
    ['another path is meant', [{ ...tool, 'usr/local/bin/tool': ELF }]],
  ])('is not one when %s', async (_, layers) => {
    const inventory = await inventoryOf(layers);
    expect(inventory.owners.size).toBe(0);
    expect(inventory.unknowns).toMatchObject([{ reason: expect.stringContaining(`1 program ${NOBODYS}`) }]);
  });

  it.each([
    ['the same again, as `chmod` leaves it', ELF, 1],
    ['another', bareElf(3001), 0],
  ])('is told by its digest, where there is one, when a later layer holds %s', async (_, content, owned) => {
    const md5 = createHash('md5').update(ELF).digest('hex');
    const sums = { 'var/lib/dpkg/info/tool.md5sums': `${md5}  usr/bin/tool\n` };
    const inventory = await inventoryOf([
      { ...tool, ...sums, 'usr/bin/tool': ELF },
      { 'usr/bin/tool': content },
      tool,
    ]);
    expect(inventory.owners.size).toBe(owned);
    expect(inventory.unknowns).toHaveLength(1 - owned);
  });

  it('is known on Alpine, with what the package needs', async () => {
    const sha1 = createHash('sha1').update(ELF).digest('base64');
    const files = ['F:bin', 'R:busybox', 'a:0:0:755', `Z:Q1${sha1}`, 'D:so:libc.musl-x86_64.so.1', 'I:9'];
    const inventory = await inventoryOf([
      {
        'etc/os-release': ALPINE_319,
        'lib/apk/db/installed': apkStanza('busybox', '1.36.1-r15', files),
        'bin/busybox': ELF,
      },
    ]);
    const purl = 'pkg:apk/alpine/busybox@1.36.1-r15?arch=x86_64&distro=alpine-3.19.1';
    expect([...inventory.owners]).toEqual([['bin/busybox', purl]]);
    expect(inventory.relations.get(purl)).toEqual({
      essential: true,
      depends: [['so:libc.musl-x86_64.so.1']],
      provides: [],
      installedBytes: 9,
    });
    expect(inventory.unknowns).toEqual([]);
  });

  it("is not asked of the user's own code", async () => {
    const files = { 'app/server': ELF, 'app/other': ELF };
    const { unknowns } = await inventoryOf([files], { ownPrograms: ['/app/server'] });
    expect(unknowns).toMatchObject([{ place: 'app/other', reason: `1 program ${NOBODYS}` }]);
  });
});

describe('a hostile package database', () => {
  const large = 'var/lib/dpkg/status';

  it('of two gigabytes is an unknown, and not read', async () => {
    const header: TarEntry = { name: large, content: 'Package: a\n', size: 2 ** 31 };
    const { unknowns } = await inventoryOf([
      [{ name: large, content: Buffer.alloc(65 * 1024 * 1024, 0x0a) }],
    ]);
    expect(unknowns).toMatchObject([{ place: large, reason: expect.stringContaining('the limit is') }]);
    await expect(inventoryOf([[header]])).rejects.toMatchObject({ code: 'TAR_TRUNCATED' });
  });

  it.each([
    ['is cut in the middle of a package', 'Package: a\nStatus: install ok inst', 'status'],
    ['is no text', Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 31) & 0xff)), ''],
    ['is encrypted', Buffer.from('Salted__'.repeat(100)), ''],
  ])('%s', async (_, content, word) => {
    const inventory = await inventoryOf([
      { ...debian(), [large]: content, 'node_modules/a/package.json': packageJson('a', '1.0.0') },
    ]);
    expect(namesOf(inventory)).toEqual(['a@1.0.0']);
    expect(inventory.unknowns.length).toBeGreaterThan(0);
    expect(inventory.unknowns.map(({ reason }) => reason).join('\n')).toContain(word);
  });
});
