import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DPKG } from '../../../../src/inventory/cataloguers/dpkg/dpkg.ts';
import { dpkgStanza } from '../../../support/package-files.ts';

function read(...stanzas: readonly string[]) {
  return DPKG.read(Buffer.from(stanzas.join('')), 'var/lib/dpkg/status');
}

describe('the dpkg cataloguer', () => {
  it.each([
    'var/lib/dpkg/status',
    'var/lib/dpkg/status.d/base-files',
    'var/lib/dpkg/status.d/libc6.md5sums',
    'var/lib/dpkg/info/libc6:amd64.md5sums',
    'var/lib/dpkg/info/libc6:amd64.list',
  ])('reads %s', (path) => {
    expect(DPKG.wants(path)).toBe(true);
  });

  it.each([
    'var/lib/dpkg/status-old',
    'var/lib/dpkg/available',
    'srv/var/lib/dpkg/status',
    'var/lib/dpkg/status.d/a/b',
    'var/lib/dpkg/status.d/',
    'var/lib/dpkg/info/libc6:amd64.triggers',
    'usr/share/x.md5sums',
  ])('does not read %s', (path) => {
    expect(DPKG.wants(path)).toBe(false);
  });

  it('takes name, version, architecture and the source that is stated', () => {
    expect(
      read(
        dpkgStanza('adduser', '3.134'),
        dpkgStanza('libssl3', '3.0.11-1~deb12u2', ['Source: openssl']),
        dpkgStanza('bash', '5.2.15-2+b13', ['Source: bash (5.2.15-2)']),
        dpkgStanza('login', '1:4.13+dfsg1-1', ['source: shadow (1:4.13)']),
        dpkgStanza('rebuilt', '1.0-1+b2'),
      ),
    ).toEqual({
      owned: [],
      unknowns: [],
      packages: [
        { ...DEB, name: 'adduser', version: '3.134', source: { name: 'adduser', version: '3.134' } },
        {
          ...DEB,
          name: 'libssl3',
          version: '3.0.11-1~deb12u2',
          source: { name: 'openssl', version: '3.0.11-1~deb12u2' },
        },
        { ...DEB, name: 'bash', version: '5.2.15-2+b13', source: { name: 'bash', version: '5.2.15-2' } },
        { ...DEB, name: 'login', version: '1:4.13+dfsg1-1', source: { name: 'shadow', version: '1:4.13' } },
        { ...DEB, name: 'rebuilt', version: '1.0-1+b2', source: { name: 'rebuilt', version: '1.0-1+b2' } },
      ],
    });
  });

  it('tells of two packages with no empty line between them, and of a status that comes twice', () => {
    const joined = read(`${dpkgStanza('a', '1').trimEnd()}\n`, dpkgStanza('b', '1'));
    expect(joined.packages).toMatchObject([{ name: 'a' }]);
    expect(joined.unknowns).toEqual([expect.stringContaining('come twice')]);
    const status = 'Status: deinstall ok config-files\n';
    expect(read('Package: a\n', status, 'Status: install ok installed\nVersion: 1\n').unknowns).toEqual([
      expect.stringContaining('come twice'),
    ]);
    expect(read(dpkgStanza('a', '1'), dpkgStanza('b', '1')).unknowns).toEqual([]);
  });

  it('does not take a database for a list of digests, whatever its first line', () => {
    const line = `${'0'.repeat(32)}  usr/bin/x\n`;
    expect(read(line, '\n', dpkgStanza('a', '1')).packages).toMatchObject([{ name: 'a' }]);
    expect(read(line)).toMatchObject({ packages: [], owned: [], unknowns: [] });
  });

  it.each([
    ['install ok installed', true],
    ['hold ok installed', true],
    ['deinstall ok installed', true],
    ['install reinstreq half-installed', true],
    ['install ok unpacked', true],
    ['install ok half-configured', true],
    ['install ok triggers-pending', true],
    ['deinstall ok config-files', false],
    ['purge ok not-installed', false],
  ])('counts a package with the status "%s": %s', (status, isThere) => {
    const { packages, unknowns } = read(`Package: a\nStatus: ${status}\nVersion: 1\n`);
    expect([packages.length, unknowns.length]).toEqual([isThere ? 1 : 0, 0]);
  });

  it('counts a package without a status, as in distroless images', () => {
    expect(read('Package: tzdata\nVersion: 2024a-0+deb12u1\n').packages).toMatchObject([{ name: 'tzdata' }]);
  });

  it.each([
    ['a status that dpkg does not have', 'Package: a\nStatus: install ok odd\nVersion: 1\n', 'status'],
    ['a status of two words', 'Package: a\nStatus: ok installed\nVersion: 1\n', 'status'],
    ['no version', 'Package: a\nStatus: install ok installed\n', 'version'],
    ['a version with a space', 'Package: a\nVersion: 1 2\n', 'version'],
    ['no name', 'Version: 1\n', 'name'],
    ['a name that is a path', 'Package: ../a\nVersion: 1\n', 'name'],
    ['a source that is not one', 'Package: a\nVersion: 1\nSource: a b c\n', 'source'],
    ['a line that is no field', 'Package: a\nVersion: 1\nnonsense\n', 'Name: value'],
  ])('makes an unknown of %s', (_, text, word) => {
    expect(read(text).unknowns).toEqual([expect.stringContaining(word)]);
  });

  it('still reads the others when one is bad', () => {
    const { packages, unknowns } = read(dpkgStanza('good', '1'), 'Package: bad\n\n', dpkgStanza('fine', '2'));
    expect(packages.map(({ name }) => name)).toEqual(['good', 'fine']);
    expect(unknowns).toHaveLength(1);
  });

  it('takes owned files from md5sums, only those that matter', () => {
    const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
    const text = [
      `${md5}  usr/bin/node`,
      `${md5}  usr/share/nodejs/x/package.json`,
      `${md5}  usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO`,
      `${md5}  usr/share/java/a.jar`,
      '',
    ].join('\n');
    const { packages, owned, unknowns } = read(text);
    expect([packages, unknowns]).toEqual([[], []]);
    expect(owned.map(({ path }) => path)).toEqual([
      'usr/share/nodejs/x/package.json',
      'usr/lib/python3/dist-packages/six-1.16.0.egg-info/PKG-INFO',
      'usr/share/java/a.jar',
    ]);
    expect(owned[0]?.hash).toEqual({ algorithm: 'md5', hex: md5 });
  });

  it('loses no package: each paragraph gives a package, an unknown, or was removed', () => {
    const field = fc.constantFrom(
      'Package: a',
      'Version: 1',
      'Status: install ok installed',
      'Source: b',
      'x',
      ' y',
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(field, { minLength: 1, maxLength: 6 }), { maxLength: 5 }),
        (paragraphs) => {
          const { packages, unknowns } = read(...paragraphs.map((lines) => `${lines.join('\n')}\n\n`));
          const ofFile = unknowns.filter((reason) => /"Name: value"|come twice/u.test(reason)).length;
          expect(packages.length + unknowns.length - ofFile).toBe(paragraphs.length);
        },
      ),
    );
  });
});

const NO_RELATIONS = { essential: false, depends: [], provides: [], installedBytes: null };
const DEB = { type: 'deb', architecture: 'amd64', licence: null, relations: NO_RELATIONS } as const;
