import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NPM_LOCK, readNpmLock } from '../../../../src/inventory/cataloguers/locks/npm-lock.ts';

const TARBALL = 'https://registry.npmjs.org/a/-/a-1.0.0.tgz';

function read(json: unknown) {
  return readNpmLock(typeof json === 'string' ? json : JSON.stringify(json));
}

function seen(json: unknown) {
  const { packages, unknowns } = read(json);
  return [...packages.map(({ name, version }) => `${name}@${version}`), ...unknowns];
}

describe('the npm lock file', () => {
  it.each([
    ['app/package-lock.json', true],
    ['npm-shrinkwrap.json', true],
    ['app/node_modules/.package-lock.json', false],
    ['app/node_modules/a/npm-shrinkwrap.json', false],
    ['app/my-package-lock.json', false],
  ])('whether it is read at %s: %s', (path, is) => {
    expect(NPM_LOCK.wants(path)).toBe(is);
  });

  it('lists packages of versions 2 and 3 that an installation without development gets from a registry', () => {
    const packages = {
      '': { name: 'app', version: '1.0.0' },
      'packages/member': { name: 'member', version: '1.0.0' },
      'node_modules/a': { version: '1.0.0', resolved: TARBALL, license: 'MIT' },
      'node_modules/a/node_modules/@s/b': { version: '2.0.0' },
      'node_modules/alias': { name: 'real', version: '3.0.0', resolved: TARBALL },
      'node_modules/dev': { version: '4.0.0', dev: true },
      'node_modules/member': { resolved: 'packages/member', link: true },
      'node_modules/git': { version: '5.0.0', resolved: 'git+ssh://git@github.com/a/b.git#0123' },
      'node_modules/folder': { version: '6.0.0', resolved: 'file:x.tgz' },
    };
    expect(seen({ lockfileVersion: 3, packages })).toEqual(['a@1.0.0', '@s/b@2.0.0', 'real@3.0.0']);
  });

  it('lists packages of version 1 likewise', () => {
    const dependencies = {
      a: { version: '1.0.0', dependencies: { '@s/b': { version: '2.0.0' } } },
      alias: { version: 'npm:@s/real@3.0.0' },
      dev: { version: '4.0.0', dev: true },
      git: { version: 'git+https://github.com/a/b.git#0123' },
      hub: { version: 'github:a/b#0123' },
      folder: { version: 'file:../x' },
    };
    expect(seen({ lockfileVersion: 1, dependencies }).sort()).toEqual([
      '@s/b@2.0.0',
      '@s/real@3.0.0',
      'a@1.0.0',
    ]);
  });

  it.each([
    ['a project without dependencies', { lockfileVersion: 1 }],
    ['a lock file of nothing', { lockfileVersion: 3, packages: {} }],
  ])('finds nothing in %s', (_, json) => {
    expect(seen(json)).toEqual([]);
  });

  it.each([
    ['text', 'text', 'not JSON'],
    ['another file', { name: 'a' }, 'no list'],
    ['an entry that is no object', { packages: { 'node_modules/a': 7 } }, 'no object'],
    ['such an entry of version 1', { lockfileVersion: 1, dependencies: { a: 7 } }, 'no object'],
  ])('makes an unknown of %s', (_, json, word) => {
    expect(read(json)).toEqual({ packages: [], unknowns: [expect.stringContaining(word)] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(
          read({ packages: value }).packages.length + read({ dependencies: value }).unknowns.length,
        ).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe.skipIf(!hasNpm())('the npm lock file of this project', () => {
  it('lists what npm lists', () => {
    const { stdout } = spawnSync('npm', ['ls', '--package-lock-only', '--all', '--omit=dev', '--json'], {
      encoding: 'utf8',
    });
    const { packages, unknowns } = readNpmLock(readFileSync('package-lock.json', 'utf8'));
    expect(unknowns).toEqual([]);
    const ours = new Set(packages.map(({ name, version }) => `${name}@${version}`));
    expect([...ours].sort()).toEqual([...new Set(installedIn(JSON.parse(stdout)))].sort());
  });
});

function hasNpm(): boolean {
  return spawnSync('npm', ['--version']).status === 0;
}

interface NpmTree {
  readonly dependencies?: Readonly<Record<string, NpmTree & { readonly version?: string }>>;
}

function installedIn({ dependencies = {} }: NpmTree): readonly string[] {
  return Object.entries(dependencies).flatMap(([name, one]) =>
    one.version === undefined ? [] : [`${name}@${one.version}`, ...installedIn(one)],
  );
}
