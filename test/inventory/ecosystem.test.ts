import { describe, expect, it } from 'vitest';
import { ecosystemOf } from '../../src/inventory/ecosystem.ts';
import type { OsRelease } from '../../src/model/component.ts';

function os(id: string, version: string | null): OsRelease {
  return { id, version, prettyName: null, idLike: ['debian'], codename: null, cpe: null };
}

describe('ecosystemOf', () => {
  it.each([
    ['deb', 'debian', '12', 'Debian:12'],
    ['deb', 'debian', '10.13', 'Debian:10'],
    ['deb', 'ubuntu', '22.04', 'Ubuntu:22.04:LTS'],
    ['deb', 'ubuntu', '24.04', 'Ubuntu:24.04:LTS'],
    ['deb', 'ubuntu', '25.10', 'Ubuntu:25.10'],
    ['deb', 'ubuntu', '23.04', 'Ubuntu:23.04'],
    ['apk', 'alpine', '3.19.1', 'Alpine:v3.19'],
    ['apk', 'alpine', '3.20', 'Alpine:v3.20'],
    ['apk', 'wolfi', '20230201', 'Wolfi'],
    ['apk', 'chainguard', '20230214', 'Chainguard'],
    ['npm', 'anything', null, 'npm'],
    ['pypi', 'anything', null, 'PyPI'],
  ] as const)('knows %s of %s %s', (type, id, version, expected) => {
    expect(ecosystemOf(type, os(id, version))).toBe(expected);
  });

  it.each([
    ['deb', 'debian', null],
    ['deb', 'debian', 'trixie/sid'],
    ['deb', 'ubuntu', null],
    ['deb', 'ubuntu', '22'],
    ['deb', 'raspbian', '12'],
    ['deb', 'linuxmint', '21'],
    ['deb', 'alpine', '3.19.1'],
    ['apk', 'debian', '12'],
    ['apk', 'alpine', '3.20.0_alpha20240329'],
    ['apk', 'alpine', null],
    ['apk', 'postmarketos', '3.19'],
  ] as const)('knows none for %s of %s %s', (type, id, version) => {
    expect(ecosystemOf(type, os(id, version))).toBeNull();
  });

  it('knows none for OS packages without os-release, and needs it not for languages', () => {
    expect(ecosystemOf('deb', null)).toBeNull();
    expect(ecosystemOf('npm', null)).toBe('npm');
  });
});
