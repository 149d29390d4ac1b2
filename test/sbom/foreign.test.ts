import { describe, expect, it } from 'vitest';

import { readSbom } from '../../src/sbom/read.ts';

const SYFT = { tools: { components: [{ type: 'application', author: 'anchore', name: 'syft' }] } };

function cycloneDx(components: readonly object[], more: object = {}): string {
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata: SYFT, components, ...more });
}

function spdx(packages: readonly object[], more: object = {}): string {
  return JSON.stringify({
    spdxVersion: 'SPDX-2.3',
    SPDXID: 'SPDXRef-DOCUMENT',
    creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: trivy-0.60.0'] },
    packages,
    ...more,
  });
}

const LODASH = { type: 'library', name: 'lodash', version: '4.17.20', purl: 'pkg:npm/lodash@4.17.20' };
const purlRef = (purl: string, category = 'PACKAGE-MANAGER'): object => ({
  externalRefs: [{ referenceCategory: category, referenceType: 'purl', referenceLocator: purl }],
});

function reasons(text: string): readonly string[] {
  return readSbom(text, 'x').inventory.unknowns.map(({ place, reason }) => `${place}: ${reason}`);
}

function names(text: string): readonly string[] {
  return readSbom(text, 'x').inventory.components.map(({ name, version }) => `${name}@${version}`);
}

describe('a CycloneDX SBOM', () => {
  it('is read with components inside components', () => {
    const inner = { ...LODASH, name: 'ms', version: '2.0.0', purl: 'pkg:npm/ms@2.0.0' };
    expect(names(cycloneDx([{ ...LODASH, components: [{ ...inner, components: [inner] }] }]))).toEqual([
      'lodash@4.17.20',
      'ms@2.0.0',
    ]);
  });

  it.each([
    ['a library without package URL', { type: 'library', name: 'zlib' }, 'zlib: it has no package URL'],
    ['an application without one', { type: 'application', name: 'nginx' }, 'nginx: it has no package URL'],
    [
      'a component without a version',
      { ...LODASH, version: '', purl: 'pkg:npm/lodash' },
      'it states no version',
    ],
    ['something that is no component', 'lodash', 'an entry of the list is no component'],
    ['a system without a name', { type: 'operating-system' }, 'the operating system has no name'],
  ])('with %s says so', (_, component, reason) => {
    expect(reasons(cycloneDx([LODASH, component as object])).join()).toContain(reason);
  });

  it('with files, data and lists of Trivy does not: those are no packages', () => {
    const others = [
      { type: 'file', name: '/bin/sh' },
      { type: 'data', name: 'x' },
      {
        type: 'application',
        name: 'app/package-lock.json',
        properties: [{ name: 'aquasecurity:trivy:Class', value: 'lang-pkgs' }],
      },
    ];
    expect(reasons(cycloneDx([LODASH, ...others]))).toEqual([]);
  });

  it.each([
    [[{ aggregate: 'incomplete' }], 1],
    [[{ aggregate: 'incomplete_first_party_only', assemblies: ['x'] }], 1],
    [[{ aggregate: 'incomplete', dependencies: ['x'] }], 0],
    [[{ aggregate: 'complete', assemblies: ['x'] }], 0],
    [[{ aggregate: 'unknown' }], 0],
  ])('with compositions %j has %d unknowns', (compositions, count) => {
    expect(reasons(cycloneDx([LODASH], { compositions }))).toHaveLength(count);
  });

  it('of a package has that package too, and that of an image not the image', () => {
    const root = { type: 'application', name: 'app', version: '1.0.0', purl: 'pkg:npm/app@1.0.0' };
    const image = { type: 'container', name: 'app', purl: `pkg:oci/app@sha256:${'a'.repeat(64)}` };
    expect(names(cycloneDx([LODASH], { metadata: { ...SYFT, component: root } }))).toContain('app@1.0.0');
    const read = readSbom(cycloneDx([LODASH], { metadata: { ...SYFT, component: image } }), 'x');
    expect(read.inventory.components).toHaveLength(1);
    expect(read.subject.digest).toBe(`sha256:${'a'.repeat(64)}`);
  });

  it('with one package in two places has it once, with both', () => {
    const at = (value: string): object => ({
      ...LODASH,
      properties: [{ name: 'syft:location:0:path', value }],
    });
    const { components } = readSbom(cycloneDx([at('/a'), at('/b'), at('/a')]), 'x').inventory;
    expect(components.map(({ locations }) => locations.map(({ path }) => path))).toEqual([['a', 'b']]);
  });
});

describe('an SPDX SBOM', () => {
  it('takes the distribution from package URLs where no system is listed', () => {
    const one = {
      name: 'libssl3',
      versionInfo: '3.0',
      ...purlRef('pkg:apk/alpine/libssl3@3.0?distro=alpine-3.19.1'),
    };
    const { os, components } = readSbom(spdx([one]), 'x').inventory;
    expect(os).toMatchObject({ id: 'alpine', version: '3.19.1' });
    expect(components[0]?.ecosystem).toBe('Alpine:v3.19');
  });

  it('is read in the spelling of 2.2 too', () => {
    const one = {
      name: 'lodash',
      versionInfo: '4.17.20',
      ...purlRef('pkg:npm/lodash@4.17.20', 'PACKAGE_MANAGER'),
    };
    expect(names(spdx([one], { spdxVersion: 'SPDX-2.2' }))).toEqual(['lodash@4.17.20']);
  });

  it('takes a system with a dash, the source from its sentence, and no package from the image', () => {
    const packages = [
      { SPDXID: 'SPDXRef-image', name: 'alpine:3.19', primaryPackagePurpose: 'CONTAINER' },
      {
        SPDXID: 'SPDXRef-os',
        name: 'alpine',
        versionInfo: '3.19.1',
        primaryPackagePurpose: 'OPERATING-SYSTEM',
      },
      {
        SPDXID: 'SPDXRef-1',
        name: 'libssl3',
        versionInfo: '3.1.4-r5',
        sourceInfo: 'built package from: openssl 3.1.4-r5',
        ...purlRef('pkg:apk/alpine/libssl3@3.1.4-r5?arch=x86_64&distro=3.19.1'),
      },
    ];
    const { inventory } = readSbom(spdx(packages, { documentDescribes: ['SPDXRef-image'] }), 'x');
    expect(inventory.unknowns).toEqual([]);
    expect(inventory.components).toMatchObject([{ source: { name: 'openssl', version: '3.1.4-r5' } }]);
  });

  it('with a package without package URL says so, unless it is what the document describes', () => {
    const one = { SPDXID: 'SPDXRef-1', name: 'zlib' };
    const lodash = { name: 'lodash', ...purlRef('pkg:npm/lodash@4.17.20') };
    expect(reasons(spdx([one, lodash])).join()).toContain('zlib: it has no package URL');
    expect(reasons(spdx([one, lodash], { documentDescribes: ['SPDXRef-1'] }))).toEqual([]);
  });

  it.each([
    ['MIT', 'MIT'],
    ['NOASSERTION', null],
    ['LicenseRef-1', 'ask us'],
  ])('with the licence %s states %j', (licenseDeclared, licence) => {
    const one = { name: 'lodash', licenseDeclared, ...purlRef('pkg:npm/lodash@4.17.20') };
    const infos = [{ licenseId: 'LicenseRef-1', extractedText: 'ask us' }];
    const { components } = readSbom(spdx([one], { hasExtractedLicensingInfos: infos }), 'x').inventory;
    expect(components[0]?.licence).toBe(licence);
  });
});

describe('OS packages that state no source package', () => {
  const debian = {
    type: 'library',
    name: 'libssl3',
    version: '3.0',
    purl: 'pkg:deb/debian/libssl3@3.0?distro=debian-12',
  };

  it('are an unknown in an SBOM of a tool that is not known to state it', () => {
    const metadata = { tools: [{ vendor: 'x', name: 'other' }] };
    expect(reasons(cycloneDx([debian], { metadata })).join()).toContain('do not say of which source package');
  });

  it('are none where the tool is known to state it, and where another package does', () => {
    expect(reasons(cycloneDx([debian]))).toEqual([]);
    const other = { ...debian, name: 'a', purl: 'pkg:deb/debian/a@3.0?distro=debian-12&upstream=b' };
    expect(reasons(cycloneDx([debian, other], { metadata: {} }))).toEqual([]);
  });
});
