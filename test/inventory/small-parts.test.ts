import * as fc from 'fast-check';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify, createClassifier } from '../../src/inventory/classify.ts';
import { scanLimits } from '../../src/inventory/limits.ts';
import { NOTABLE_FILES, OS_RELEASE_FILES } from '../../src/inventory/notable.ts';
import { createHashList, hashPath, hashText } from '../../src/inventory/path-hash.ts';
import { otherPlatform, unattributed, unreadUnknowns } from '../../src/inventory/unread-unknowns.ts';
import { workerPath } from '../../src/inventory/worker-path.ts';

const path = fc
  .array(
    fc.oneof(fc.constantFrom('etc', 'a', 'node_modules', 'status.d'), fc.stringMatching(/^[a-z.]{1,9}$/u)),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('/'));

describe('classify', () => {
  it.each([
    ['var/lib/dpkg/status', 'dpkg'],
    ['var/lib/dpkg/status.d/anything', 'dpkg'],
    ['lib/apk/db/installed', 'apk'],
    ['a/node_modules/b/package.json', 'npm'],
    ['a/b.dist-info/METADATA', 'python'],
    ['a/b-1.0.egg-info', 'python'],
    ['etc/passwd', 'notable'],
    ['usr/lib/os-release', 'notable'],
    ['var/lib/rpm/rpmdb.sqlite', 'rpm'],
    ['usr/lib/sysimage/rpm/Packages.db', 'rpm'],
    ['var/lib/pacman/local/bash-5-1/desc', 'pacman'],
    ['usr/lib/opkg/status', 'opkg'],
    ['app/lib/x.jar', 'java'],
    ['app/x.war', 'java'],
    ['usr/lib/ruby/gems/3.1.0/specifications/rake-13.gemspec', 'ruby'],
    ['srv/vendor/composer/installed.json', 'php'],
    ['app/App.deps.json', 'dotnet'],
    ['opt/conda/conda-meta/x-1.json', 'conda'],
    ['app/.pnp.cjs', 'pnp'],
    ['var/lib/chisel/manifest.wall', 'chisel'],
  ])('knows %s, and the sieve lets it through', (text, id) => {
    const found = classify(text);
    const name =
      found?.kind === 'catalogue'
        ? found.cataloguer.id
        : found?.kind === 'unread'
          ? found.format.id
          : found?.kind;
    expect(name).toBe(id);
    expect(sieve(text)).toBe(true);
  });

  it.each([
    'etc/shadow',
    'opt/etc/passwd',
    'app/x.jar.txt',
    'gems/rake.gemspec',
    'var/lib/rpm/x/Packages',
    'a/desc',
  ])('does not know %s', (text) => {
    expect(classify(text)).toBeNull();
  });

  it('never knows a path that the sieve holds back', () => {
    fc.assert(
      fc.property(path, (text) => {
        expect(classify(text) === null || sieve(text)).toBe(true);
      }),
    );
  });

  it('holds back nearly all paths', () => {
    const others = Array.from(
      { length: 1000 },
      (_, n) => `usr/share/doc/p${n % 37}/file-${n}.${'abcdefgh'[n % 8]}`,
    );
    expect(others.filter(sieve).length).toBeLessThan(50);
  });
});

function sieve(text: string): boolean {
  const bytes = Buffer.from(text);
  return createClassifier().mayMatter(bytes, bytes.length, text.lastIndexOf('/') + 1);
}

describe('hashPath', () => {
  it('is a whole number of 53 bits, the same for bytes and text, and depends on the seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.integer(), (text, a, b) => {
        const bytes = Buffer.from(text);
        const hash = hashPath(bytes, bytes.length, [a, b]);
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
        expect(hashText(text, [a, b])).toBe(hash);
      }),
    );
    expect(hashText('etc/passwd', [1, 2])).not.toBe(hashText('etc/passwd', [1, 3]));
    expect(hashText('etc/passwd', [1, 2])).not.toBe(hashText('etc/passwd', [2, 2]));
  });

  it('tells many similar paths apart', () => {
    const hashes = new Set<number>();
    for (let n = 0; n < 200_000; n++) hashes.add(hashText(`usr/lib/x/${n}/f${n % 7}`, [5, 9]));
    expect(hashes.size).toBe(200_000);
  });
});

describe('createHashList', () => {
  it('keeps every number in order', () => {
    const list = createHashList();
    for (let n = 0; n < 3000; n++) list.add(n);
    expect([...list.take()]).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  });
});

describe('scanLimits', () => {
  it('takes the limits of the table, and those that are lowered', () => {
    expect(scanLimits()).toMatchObject({ entries: 5_000_000 });
    expect(scanLimits({ entries: 3 })).toEqual({ ...scanLimits(), entries: 3 });
  });
});

describe('notable files', () => {
  it('hold os-release, so that the distribution is known', () => {
    expect(NOTABLE_FILES).toEqual(expect.arrayContaining([...OS_RELEASE_FILES]));
  });
});

describe('workerPath', () => {
  it('is a file that is there', () => {
    expect(existsSync(workerPath())).toBe(true);
  });
});

describe('unreadUnknowns', () => {
  it('counts one format in one unknown, with the first path', () => {
    expect(
      unreadUnknowns(
        new Map([
          ['java', ['a.jar', 'b.jar']],
          ['rpm', ['var/lib/rpm/Packages']],
          ['php', []],
        ]),
      ),
    ).toEqual([
      { place: 'var/lib/rpm/Packages', reason: 'RPM package databases are not read by this version: 1 file' },
      { place: 'a.jar', reason: 'Java archives are not read by this version: 2 files' },
    ]);
  });
});

describe('unattributed', () => {
  const base = { hasOsPackages: false, executables: 2, unread: new Map(), os: null };

  it('speaks of programs that no database knows', () => {
    expect(unattributed(base)).toEqual([
      { place: 'package database', reason: expect.stringContaining('2 programs could not be attributed') },
    ]);
  });

  it.each([
    ['there are OS packages', { ...base, hasOsPackages: true }],
    ['there are no programs', { ...base, executables: 0 }],
    ['a database has its own unknown', { ...base, unread: new Map([['rpm', ['x']]]) }],
  ])('says nothing when %s', (_, found) => {
    expect(unattributed(found)).toEqual([]);
  });

  it('is not silenced by a format that is no OS database', () => {
    expect(unattributed({ ...base, unread: new Map([['java', ['a.jar']]]) })).toHaveLength(1);
  });
});

describe('otherPlatform', () => {
  it('speaks of every system but Linux', () => {
    expect(otherPlatform('windows')).toEqual([
      { place: 'platform', reason: expect.stringContaining('windows') },
    ]);
    expect(otherPlatform('linux')).toEqual([]);
  });
});
