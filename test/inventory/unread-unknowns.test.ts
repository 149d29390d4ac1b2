import { describe, expect, it } from 'vitest';
import { otherPlatform, unattributed, unreadUnknowns } from '../../src/inventory/unread-unknowns.ts';

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
