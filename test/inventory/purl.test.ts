import { PackageURL } from 'packageurl-js';
import { describe, expect, it } from 'vitest';
import type { Package } from '../../src/inventory/cataloguer.ts';
import { packageUrl } from '../../src/inventory/purl.ts';

const BASE = { architecture: null, source: null, licence: null };
const OS = { id: 'debian', version: '12', prettyName: null, idLike: [], codename: null, cpe: null };

describe('packageUrl', () => {
  it.each<[Package, string]>([
    [
      { ...BASE, type: 'deb', name: 'libstdc++6', version: '1:12.2.0-14+b1', architecture: 'amd64' },
      'pkg:deb/debian/libstdc%2B%2B6@1:12.2.0-14%2Bb1?arch=amd64&distro=debian-12',
    ],
    [{ ...BASE, type: 'apk', name: 'musl', version: '1-r0' }, 'pkg:apk/debian/musl@1-r0?distro=debian-12'],
    [{ ...BASE, type: 'npm', name: '@babel/core', version: '7.0.0' }, 'pkg:npm/%40babel/core@7.0.0'],
    [{ ...BASE, type: 'npm', name: 'a', version: '1.0.0+x' }, 'pkg:npm/a@1.0.0%2Bx'],
    [{ ...BASE, type: 'pypi', name: 'six', version: '1.16.0' }, 'pkg:pypi/six@1.16.0'],
  ])('makes one that reads back, of %j', (one, expected) => {
    const purl = packageUrl(one, OS);
    expect(purl).toBe(expected);
    expect(PackageURL.fromString(purl)).toMatchObject({ version: one.version });
  });

  it('leaves out what is not known about the system', () => {
    const one: Package = { ...BASE, type: 'deb', name: 'a', version: '1' };
    expect(packageUrl(one, null)).toBe('pkg:deb/a@1');
    expect(packageUrl(one, { ...OS, version: null })).toBe('pkg:deb/debian/a@1?distro=debian');
  });
});
