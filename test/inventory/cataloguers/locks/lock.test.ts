import { describe, expect, it } from 'vitest';
import {
  isFromRegistry,
  lockCataloguer,
  splitAt,
  unreadLock,
} from '../../../../src/inventory/cataloguers/locks/lock.ts';

const LOCK = lockCataloguer({
  id: 'x-lock',
  ecosystem: 'npm',
  sees: 'Packages in `x.lock`',
  doesNotSee: 'Others.',
  names: { bases: ['x.lock'] },
  path: /x\.lock$/u,
  folder: 'node_modules',
  read: (text) => ({
    packages: [
      { name: text, version: '1' },
      { name: text, version: '1' },
    ],
    unknowns: ['why'],
  }),
});

describe('a lock file', () => {
  it.each([
    ['x.lock', 'node_modules/'],
    ['app/x.lock', 'app/node_modules/'],
  ])('at %s is superseded below %s', (path, folder) => {
    expect(LOCK.supersededBelow?.(path)).toBe(folder);
  });

  it('gives each package once, and what it could not read', () => {
    const one = { type: 'npm', name: 'a', version: '1', licence: null, architecture: null, source: null };
    expect(LOCK.read(Buffer.from('a'), 'x.lock')).toEqual({ packages: [one], owned: [], unknowns: ['why'] });
  });

  it.each(['../a', '', 'a'.repeat(300)])('makes an unknown of the name %j', (name) => {
    const { packages, unknowns } = LOCK.read(Buffer.from(name), 'x.lock');
    expect([packages.length, unknowns.length]).toEqual([0, 3]);
  });

  it.each([
    ['^1.0.0', true],
    ['npm:a@1', true],
    ['latest', true],
    ['1.0.0-rc.1+x', true],
    ['file:../a', false],
    ['workspace:*', false],
    ['git+ssh://x', false],
    ['https://x/a.tgz', false],
    ['user/repository', false],
    ['./a', false],
  ])('whether %s comes from the registry: %s', (range, is) => {
    expect(isFromRegistry(range)).toBe(is);
  });

  it('splits names with and without scope, and no others', () => {
    expect([splitAt('@s/a@1'), splitAt('a@1@2'), splitAt('@s/a')]).toEqual([
      { name: '@s/a', rest: '1' },
      { name: 'a', rest: '1@2' },
      null,
    ]);
    expect(unreadLock('why')).toEqual({ packages: [], unknowns: ['why'] });
  });
});
