import { describe, expect, it } from 'vitest';
import { otherPlatform, unreadUnknowns, withoutPackages } from '../../src/inventory/unread-unknowns.ts';

describe('unreadUnknowns', () => {
  it('counts one format in one unknown, with the first path', () => {
    expect(
      unreadUnknowns(
        new Map([
          ['nix', ['nix/var/nix/db/db.sqlite']],
          ['pacman', ['var/lib/pacman/local/a/desc', 'var/lib/pacman/local/b/desc']],
          ['portage', []],
        ]),
      ),
    ).toEqual([
      {
        place: 'var/lib/pacman/local/a/desc',
        reason: 'pacman package entries are not read by this version: 2 files',
      },
      {
        place: 'nix/var/nix/db/db.sqlite',
        reason: 'Nix package databases are not read by this version: 1 file',
      },
    ]);
  });
});

describe('withoutPackages', () => {
  const os = { id: 'x', version: '1', prettyName: 'X 1', idLike: [], codename: null, cpe: null };
  const base = { hasOsPackages: false, unread: new Map<string, readonly string[]>(), os };

  it('speaks of a distribution without packages', () => {
    expect(withoutPackages(base)).toEqual([
      { place: 'package database', reason: expect.stringContaining('no packages of X 1 were found') },
    ]);
  });

  it.each([
    ['there are OS packages', { ...base, hasOsPackages: true }],
    ['there is no distribution', { ...base, os: null }],
    ['a database has its own unknown', { ...base, unread: new Map([['pacman', ['x']]]) }],
  ])('says nothing when %s', (_, found) => {
    expect(withoutPackages(found)).toEqual([]);
  });

  it('is not silenced by a format that is no OS database', () => {
    expect(withoutPackages({ ...base, unread: new Map([['pnp', ['.pnp.cjs']]]) })).toHaveLength(1);
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
