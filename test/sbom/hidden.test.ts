import { describe, expect, it } from 'vitest';

import { readSbom } from '../../src/sbom/read.ts';

const PURL = 'pkg:deb/debian/openssl@1.0.0-1?distro=debian-10';
const HIDDEN = { name: 'openssl', version: '1.0.0-1', purl: PURL };
const BASH = {
  type: 'library',
  name: 'bash',
  version: '5.0-4',
  purl: 'pkg:deb/debian/bash@5.0-4?distro=debian-10',
};
const DEBIAN = { type: 'operating-system', name: 'debian', version: '10' };

function cycloneDx(components: readonly unknown[], root: object = {}): string {
  const metadata = {
    tools: [{ name: 'syft' }],
    component: { type: 'container', name: 'app', ...root },
  };
  return JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', metadata, components });
}

function spdxPackage(name: string, purls: readonly string[], more: object = {}): object {
  const externalRefs = purls.map((referenceLocator) => ({ referenceType: 'purl', referenceLocator }));
  return { SPDXID: name, name, externalRefs, ...more };
}

function spdx(packages: readonly object[], documentDescribes: readonly string[] = []): string {
  const creationInfo = { creators: ['Tool: syft-1.0'] };
  return JSON.stringify({ spdxVersion: 'SPDX-2.3', name: 'app', creationInfo, packages, documentDescribes });
}

function namesIn(text: string): readonly string[] {
  return readSbom(text, 'x').inventory.components.map(({ name }) => name);
}

describe('a package in a CycloneDX SBOM is seen', () => {
  it.each(['library', 'file', 'data', 'cryptographic-asset', 'container', 'firmware'])('as %s', (type) => {
    expect(namesIn(cycloneDx([DEBIAN, BASH, { type, ...HIDDEN }]))).toEqual(['bash', 'openssl']);
  });

  it('as the operating system', () => {
    expect(namesIn(cycloneDx([{ ...DEBIAN, purl: PURL }, BASH]))).toContain('openssl');
  });

  it('inside the component that the SBOM is of', () => {
    const root = { components: [{ type: 'library', ...HIDDEN }] };
    expect(namesIn(cycloneDx([DEBIAN, BASH], root))).toEqual(['bash', 'openssl']);
  });

  it.each(['container', 'file', 'device'])('as the component that the SBOM is of, a %s', (type) => {
    expect(namesIn(cycloneDx([DEBIAN, BASH], { type, ...HIDDEN }))).toEqual(['bash', 'openssl']);
  });

  it('and an image, a file and an operating system are none', () => {
    const file = { type: 'file', name: '/etc/hosts' };
    const debian = { ...DEBIAN, purl: 'pkg:generic/debian@10' };
    const { inventory } = readSbom(cycloneDx([debian, BASH, file], { purl: 'pkg:oci/app@sha256:00' }), 'x');
    expect(inventory.components.map(({ name }) => name)).toEqual(['bash']);
    expect(inventory.unknowns).toEqual([]);
  });
});

describe('a package in an SPDX SBOM is seen', () => {
  const debian = spdxPackage('debian', [], {
    primaryPackagePurpose: 'OPERATING-SYSTEM',
    versionInfo: '10',
  });
  const bash = spdxPackage('bash', [BASH.purl]);

  it.each(['LIBRARY', 'CONTAINER', 'FILE', 'OPERATING-SYSTEM'])(
    'with the purpose %s',
    (primaryPackagePurpose) => {
      const hidden = spdxPackage('openssl', [PURL], { primaryPackagePurpose });
      expect(namesIn(spdx([debian, bash, hidden]))).toEqual(['bash', 'openssl']);
    },
  );

  it('beside the package URL of an image', () => {
    expect(namesIn(spdx([debian, bash, spdxPackage('openssl', ['pkg:oci/x', PURL])]))).toContain('openssl');
  });

  it('and of what the SBOM is of there is one: the others are unknown', () => {
    const packages = [debian, bash, spdxPackage('app', []), spdxPackage('openssl', [])];
    expect(readSbom(spdx(packages, ['app']), 'x').inventory.unknowns).toHaveLength(1);
    expect(readSbom(spdx(packages, ['app', 'openssl']), 'x').inventory.unknowns).toEqual([
      expect.objectContaining({ place: 'openssl' }),
    ]);
  });

  it('and an image is none', () => {
    const image = spdxPackage('app', ['pkg:oci/app'], { primaryPackagePurpose: 'CONTAINER' });
    const { inventory } = readSbom(spdx([image, debian, bash], ['app']), 'x');
    expect(inventory.components.map(({ name }) => name)).toEqual(['bash']);
    expect(inventory.unknowns).toEqual([]);
  });
});
