import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { OsRelease } from '../../src/model/component.ts';
import { toComponent } from '../../src/sbom/component.ts';
import type { SbomEntry } from '../../src/sbom/document.ts';
import { entryFacts, propertyMap } from '../../src/sbom/properties.ts';
import { anOs } from '../support/an-inventory.ts';

const DEBIAN = [anOs('debian', '12')];

interface Stated {
  readonly name?: string;
  readonly version?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly systems?: readonly OsRelease[];
}

function judge(
  purl: string,
  { name, version, properties = {}, systems = [] }: Stated = {},
): ReturnType<typeof toComponent> {
  const pairs = Object.entries(properties).map(([key, value]) => ({ name: key, value }));
  const entry: SbomEntry = {
    place: purl,
    purl,
    name: name ?? null,
    version: version ?? null,
    licence: null,
    facts: entryFacts(propertyMap(pairs)),
  };
  return toComponent(entry, systems);
}

describe('the name of a component', () => {
  it.each([
    ['pkg:npm/%40babel/core@7.0.0', undefined, '@babel/core'],
    ['pkg:npm/%40babel/core@7.0.0', '@babel/core', '@babel/core'],
    ['pkg:maven/org.slf4j/slf4j-api@2.0.0', 'slf4j-api', 'org.slf4j:slf4j-api'],
    ['pkg:golang/github.com/a/b@v1.0.0', undefined, 'github.com/a/b'],
    ['pkg:composer/a/b@1.0.0', undefined, 'a/b'],
    ['pkg:pypi/foo-bar@1.0', 'Foo_Bar', 'Foo_Bar'],
    ['pkg:deb/debian/libstdc%2B%2B6@12', undefined, 'libstdc++6'],
    ['pkg:npm/lodash@4.0.0', 'harmless', 'lodash'],
  ])('%s, called %j, is %j', (purl, name, expected) => {
    expect(judge(purl, name === undefined ? {} : { name }).component?.name).toBe(expected);
  });
});

describe('the version of a component', () => {
  it.each([
    ['pkg:deb/debian/a@1%3A2.3-4', undefined, '1:2.3-4'],
    ['pkg:deb/debian/a@2.3-4?epoch=1', '2.3-4', '1:2.3-4'],
    ['pkg:rpm/redhat/a@2.3-4.el8?epoch=1', '1:2.3-4.el8', '1:2.3-4.el8'],
    ['pkg:rpm/redhat/a@2.3-4.el8', '0:2.3-4.el8', '0:2.3-4.el8'],
    ['pkg:npm/a@1.0.0', undefined, '1.0.0'],
    ['pkg:npm/a', '1.0.0', '1.0.0'],
    ['pkg:golang/a.b/c@v1.0.0', '1.0.0', '1.0.0'],
  ])('%s with %j is %s', (purl, version, expected) => {
    const { component, problems } = judge(purl, version === undefined ? {} : { version });
    expect(component?.version).toBe(expected);
    expect(problems).toEqual([]);
  });

  it('that is stated twice and differs is doubtful', () => {
    const { component, problems } = judge('pkg:npm/a@1.0.0', { version: '2.0.0' });
    expect(component?.version).toBe('1.0.0');
    expect(problems).toEqual(['its version is 2.0.0, and its package URL says 1.0.0']);
  });

  it.each([
    ['pkg:npm/a', 'it states no version'],
    ['pkg:npm', 'its package URL cannot be read'],
    ['a@1', 'its package URL cannot be read'],
    [`pkg:npm/${'a'.repeat(5000)}@1`, 'its package URL is longer than any real one'],
  ])('%.30s makes no component, and says why', (purl, reason) => {
    expect(judge(purl)).toMatchObject({ component: null, problems: [reason] });
  });
});

describe('the source package', () => {
  it.each([
    ['pkg:deb/debian/libssl3@3.0.11-1?upstream=openssl', {}, { name: 'openssl', version: '3.0.11-1' }],
    ['pkg:deb/debian/a@1%2Bb1?upstream=b%401', {}, { name: 'b', version: '1' }],
    [
      'pkg:rpm/redhat/bash-x@5.1-6.el9?upstream=bash-5.1-6.el9.src.rpm',
      {},
      { name: 'bash', version: '5.1-6.el9' },
    ],
    [
      'pkg:rpm/redhat/bash-x@5.1-6.el9?epoch=1&upstream=bash-5.1-6.el9.src.rpm',
      {},
      { name: 'bash', version: '1:5.1-6.el9' },
    ],
    [
      'pkg:deb/debian/libssl3@3',
      { 'aquasecurity:trivy:SrcName': 'openssl', 'aquasecurity:trivy:SrcVersion': '3.0' },
      { name: 'openssl', version: '3.0' },
    ],
    [
      'pkg:rpm/redhat/a@1-2',
      {
        'aquasecurity:trivy:SrcName': 'b',
        'aquasecurity:trivy:SrcVersion': '3',
        'aquasecurity:trivy:SrcRelease': '4',
        'aquasecurity:trivy:SrcEpoch': '1',
      },
      { name: 'b', version: '1:3-4' },
    ],
    ['pkg:deb/debian/libssl3@3', {}, null],
    ['pkg:npm/a@1?upstream=b', {}, null],
  ])('of %s with %j is %j', (purl, properties, source) => {
    expect(judge(purl, { properties }).component?.source).toEqual(source);
  });
});

describe('the module of an RPM', () => {
  it.each([
    ['pkg:rpm/redhat/nodejs@18-1.module%2Bel8?rpmmod=nodejs:18:80700:abc', {}, 'nodejs:18'],
    [
      'pkg:rpm/redhat/nodejs@18-1',
      { 'aquasecurity:trivy:Modularitylabel': 'nodejs:18:80700:abc' },
      'nodejs:18',
    ],
    ['pkg:rpm/redhat/nodejs@18-1.module%2Bel8', {}, 'unknown'],
    ['pkg:rpm/redhat/nodejs@18-1?rpmmod=nodejs', {}, 'unknown'],
    ['pkg:rpm/redhat/bash@5-1.el8', {}, null],
    ['pkg:npm/a@1.module+el8', {}, null],
  ])('%s with %j is %j', (purl, properties, module) => {
    expect(judge(purl, { properties }).component?.module).toBe(module);
  });
});

describe('the distribution', () => {
  it.each([
    ['pkg:deb/debian/a@1?distro=debian-12', [], 'Debian:12'],
    ['pkg:deb/debian/a@1', DEBIAN, 'Debian:12'],
    ['pkg:deb/debian/a@1?distro=bookworm', DEBIAN, 'Debian:12'],
    ['pkg:deb/ubuntu/a@1?distro=ubuntu-22.04', [], 'Ubuntu:22.04:LTS'],
    ['pkg:apk/alpine/a@1?distro=3.19.1', [], 'Alpine:v3.19'],
    ['pkg:apk/alpine/a@1?distro=3.19.1', [anOs('alpine', '3.19.1')], 'Alpine:v3.19'],
    ['pkg:deb/debian/a@1?distro=debian-12', [anOs('debian', '12.5')], 'Debian:12'],
    ['pkg:rpm/redhat/a@1?distro=redhat-9.4', [anOs('rhel', '9.4')], 'Red Hat:enterprise_linux:9'],
    ['pkg:rpm/opensuse/a@1?distro=opensuse-leap-15.5', [], 'openSUSE:Leap 15.5'],
    ['pkg:deb/debian/a@1', [], null],
    ['pkg:deb/debian/a@1?distro=bookworm', [], null],
  ])('of %s beside %j gives %j', (purl, systems, ecosystem) => {
    const { component, problems } = judge(purl, { systems });
    expect(component?.ecosystem).toBe(ecosystem);
    expect(problems).toEqual([]);
  });

  it.each([
    ['pkg:deb/debian/a@1?distro=debian-11', DEBIAN],
    ['pkg:deb/ubuntu/a@1?distro=ubuntu-22.04', DEBIAN],
    ['pkg:deb/ubuntu/a@1', DEBIAN],
  ])('of %s is doubtful beside %j', (purl, systems) => {
    expect(judge(purl, { systems }).problems).toHaveLength(1);
  });

  it('is nothing that a language package has', () => {
    expect(judge('pkg:npm/a@1?distro=debian-11', { systems: DEBIAN })).toMatchObject({
      os: null,
      problems: [],
    });
  });
});

describe('a generic package', () => {
  it.each([
    [{}, null],
    [{ 'image-gate:ecosystem': 'Bitnami' }, 'Bitnami'],
    [{ 'image-gate:ecosystem': 'npm' }, null],
  ])('with %j has the ecosystem %j: others call anything that', (properties, ecosystem) => {
    expect(judge('pkg:generic/node@20.1.0', { properties }).component?.ecosystem).toBe(ecosystem);
  });
});

describe('a type of package that is not known', () => {
  it('stays a component, which has no advisories', () => {
    expect(judge('pkg:swift/github.com/a/b@1').component).toMatchObject({ ecosystem: null });
  });
});

describe('places', () => {
  it('of Syft and Trivy are paths without a leading slash, and the layer is not known', () => {
    const properties = {
      'syft:location:0:path': '/lib/apk/db/installed',
      'aquasecurity:trivy:FilePath': 'a/b',
    };
    expect(judge('pkg:npm/a@1', { properties }).component?.locations).toEqual([
      { path: 'lib/apk/db/installed', layer: null },
      { path: 'a/b', layer: null },
    ]);
  });
});

it('any package URL and facts give a component or a reason', () => {
  const url = fc.oneof(
    fc.string(),
    fc.string().map((text) => `pkg:npm/${text}`),
    fc.tuple(fc.string(), fc.string()).map(([a, b]) => `pkg:deb/debian/${a}@${b}?distro=${a}`),
  );
  fc.assert(
    fc.property(url, fc.option(fc.string()), (purl, version) => {
      const { component, problems } = judge(purl, version === null ? {} : { version });
      expect(component !== null || problems.length > 0).toBe(true);
    }),
  );
});
