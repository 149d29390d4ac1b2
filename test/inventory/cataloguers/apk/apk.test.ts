import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APK } from '../../../../src/inventory/cataloguers/apk/apk.ts';
import { apkStanza } from '../../../support/package-files.ts';

function read(...stanzas: readonly string[]) {
  return APK.read(Buffer.from(stanzas.join('')), 'lib/apk/db/installed');
}

describe('the apk cataloguer', () => {
  it.each([
    ['lib/apk/db/installed', true],
    ['usr/lib/apk/db/installed', true],
    ['lib/apk/db/triggers', false],
    ['srv/lib/apk/db/installed', false],
  ])('reads %s: %s', (path, isRead) => {
    expect(APK.wants(path)).toBe(isRead);
  });

  it('takes name, version, architecture, origin and licence', () => {
    expect(
      read(
        apkStanza('libssl3', '3.1.4-r5', ['o:openssl', 'T:words: with colons']),
        apkStanza('musl', '1.2.4_git20230717-r4'),
      ),
    ).toEqual({
      owned: [],
      programs: [],
      unknowns: [],
      packages: [
        { ...PKG, name: 'libssl3', version: '3.1.4-r5', source: { name: 'openssl', version: '3.1.4-r5' } },
        {
          ...PKG,
          name: 'musl',
          version: '1.2.4_git20230717-r4',
          source: { name: 'musl', version: '1.2.4_git20230717-r4' },
          relations: { ...NO_RELATIONS, essential: true },
        },
      ],
    });
  });

  it('tells of two packages with no empty line between them', () => {
    const joined = read('P:a\nV:1-r0\nP:b\nV:2-r0\n\n');
    expect(joined.packages).toMatchObject([{ name: 'a' }]);
    expect(joined.unknowns).toEqual([expect.stringContaining('come twice')]);
    expect(read('P:a\nV:1-r0\n\nP:b\nV:2-r0\n\n').unknowns).toEqual([]);
  });

  it('reads the last package without an empty line behind it', () => {
    expect(read('P:a\nV:1-r0').packages).toMatchObject([{ name: 'a' }]);
  });

  it('takes owned files with their SHA-1, only those that matter', () => {
    const sha1 = Buffer.from('da39a3ee5e6b4b0d3255bfef95601890afd80709', 'hex');
    const z = `Z:Q1${sha1.toString('base64')}`;
    const { owned, programs } = read(
      apkStanza('npm', '1-r0', [
        'F:usr/bin',
        'R:npm',
        z,
        'F:usr/lib/node_modules/npm',
        'M:0:0:755',
        'R:index.js',
        z,
        'R:package.json',
        'a:0:0:644',
        z,
        'R:other.egg-info',
        'Z:Q9AAAA',
      ]),
      apkStanza('py', '1-r0', ['R:package.json', z]),
    );
    expect(owned).toEqual([
      {
        path: 'usr/lib/node_modules/npm/package.json',
        package: 'npm',
        hash: { algorithm: 'sha1', hex: sha1.toString('hex') },
      },
      { path: 'package.json', package: 'py', hash: { algorithm: 'sha1', hex: sha1.toString('hex') } },
    ]);
    expect(programs).toEqual([
      { path: 'usr/bin/npm', package: 'npm', hash: { algorithm: 'sha1', hex: sha1.toString('hex') } },
    ]);
  });

  it.each([
    ['no name', 'V:1-r0\n\n', 'name'],
    ['no version', 'P:a\n\n', 'version'],
    ['a name with a space', 'P:a b\nV:1\n\n', 'name'],
    ['an origin with a slash', 'P:a\nV:1\no:../b\n\n', 'origin'],
    ['a line that is no field', 'P:a\nV:1\nnonsense\n\n', 'letter'],
  ])('makes an unknown of %s', (_, text, word) => {
    expect(read(text, apkStanza('good', '1-r0'))).toMatchObject({
      unknowns: [expect.stringContaining(word)],
      packages: expect.arrayContaining([expect.objectContaining({ name: 'good' })]),
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(APK.read(Buffer.from(bytes), 'lib/apk/db/installed')).toHaveProperty('packages');
      }),
    );
  });
});

const NO_RELATIONS = { essential: false, depends: [], provides: [], installedBytes: null };
const PKG = { type: 'apk', architecture: 'x86_64', licence: 'MIT', relations: NO_RELATIONS } as const;
