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
    [{ ...BASE, type: 'pypi', name: 'Flask_Login', version: '1' }, 'pkg:pypi/flask-login@1'],
    [
      { ...BASE, type: 'maven', name: 'org.apache.logging.log4j:log4j-core', version: '2.14.1' },
      'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
    ],
    [
      { ...BASE, type: 'golang', name: 'golang.org/x/crypto', version: 'v0.17.0' },
      'pkg:golang/golang.org/x/crypto@v0.17.0',
    ],
    [
      { ...BASE, type: 'golang', name: 'github.com/Masterminds/semver/v3', version: 'v3.2.1+incompatible' },
      'pkg:golang/github.com/Masterminds/semver/v3@v3.2.1%2Bincompatible',
    ],
    [{ ...BASE, type: 'golang', name: 'stdlib', version: '1.22.1' }, 'pkg:golang/stdlib@1.22.1'],
    [
      { ...BASE, type: 'composer', name: 'symfony/http-kernel', version: '6.4.0' },
      'pkg:composer/symfony/http-kernel@6.4.0',
    ],
    [{ ...BASE, type: 'gem', name: 'rack', version: '3.0.0' }, 'pkg:gem/rack@3.0.0'],
    [{ ...BASE, type: 'cargo', name: 'serde_json', version: '1.0.1' }, 'pkg:cargo/serde_json@1.0.1'],
    [
      { ...BASE, type: 'nuget', name: 'Newtonsoft.Json', version: '13.0.1' },
      'pkg:nuget/Newtonsoft.Json@13.0.1',
    ],
    [
      {
        ...BASE,
        type: 'conda',
        name: 'numpy',
        version: '1.26',
        qualifiers: { channel: 'main', build: 'py311_0' },
      },
      'pkg:conda/numpy@1.26?build=py311_0&channel=main',
    ],
    [{ ...BASE, type: 'generic', name: 'node', version: '20.1.0' }, 'pkg:generic/node@20.1.0'],
    [
      { ...BASE, type: 'opkg', name: 'busybox', version: '1.36-1', architecture: 'x86_64' },
      'pkg:opkg/busybox@1.36-1?arch=x86_64&distro=debian-12',
    ],
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

  it.each([
    ['fedora', '39', '2:9.0-1.fc39', 'pkg:rpm/fedora/vim@9.0-1.fc39?arch=x86_64&distro=fedora-39&epoch=2'],
    ['rhel', '9.3', '9.0-1.el9', 'pkg:rpm/redhat/vim@9.0-1.el9?arch=x86_64&distro=rhel-9.3'],
    [
      'opensuse-leap',
      '15.5',
      '0:1-2',
      'pkg:rpm/opensuse/vim@1-2?arch=x86_64&distro=opensuse-leap-15.5&epoch=0',
    ],
  ])('takes the epoch of an RPM of %s %s out of its version: %s', (id, version, stated, expected) => {
    const one: Package = { ...BASE, type: 'rpm', name: 'vim', version: stated, architecture: 'x86_64' };
    expect(packageUrl(one, { ...OS, id, version })).toBe(expected);
  });

  it('keeps the epoch of a Debian package in its version', () => {
    const one: Package = { ...BASE, type: 'deb', name: 'vim', version: '2:9.0' };
    expect(packageUrl(one, null)).toBe('pkg:deb/vim@2:9.0');
  });

  it('refuses a Maven package without a group', () => {
    expect(() => packageUrl({ ...BASE, type: 'maven', name: 'x', version: '1' }, null)).toThrow(/namespace/u);
  });
});
