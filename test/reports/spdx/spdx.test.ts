import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SpdxLicences } from '../../../src/reports/spdx/licences.ts';
import { spdxReport, toSpdx } from '../../../src/reports/spdx/spdx.ts';
import { aComponent } from '../../support/components.ts';
import { sampleReport, sampleSubject } from '../../support/sample-report.ts';
import { partialSbomReport, sbomReport, sbomReportWithFindings } from '../../support/sbom-report.ts';
import { spdxErrors } from '../../support/spdx-rules.ts';

describe('the SPDX SBOM', () => {
  it.each([
    ['an image', sbomReport()],
    ['an image with vulnerabilities', sbomReportWithFindings()],
    ['an image that was not wholly examined', partialSbomReport()],
    ['an image without an operating system', sampleReport({ subject: sampleSubject({ os: null }) })],
    ['nothing but a Dockerfile', sampleReport({ subject: null, components: [] })],
  ])('of %s keeps the rules of SPDX 2.3', (_, report) => {
    expect(spdxErrors(toSpdx(report))).toEqual([]);
  });

  it('of any names, versions and licences keeps them', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, text, (name, version, licence) => {
        const component = aComponent({ purl: 'pkg:npm/x@1', name, version, licence });
        expect(spdxErrors(toSpdx(sampleReport({ components: [component, component] })))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same for the same report', () => {
    expect(spdxReport.render(sbomReport())).toBe(spdxReport.render(sbomReport()));
  });

  it('names package URL, version, place, source and licence of a package', () => {
    const libssl = toSpdx(sbomReport()).packages.find(({ name }) => name === 'libssl1.1');
    expect(libssl).toMatchObject({
      versionInfo: '1.1.1c-r0',
      licenseDeclared: 'MIT AND Zlib',
      sourceInfo: 'built package from: openssl 1.1.1c-r0',
      comment: 'found in lib/apk/db/installed (layer 0), a path/with ünïcode (layer 1)',
      externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl' }],
    });
  });

  it('lets the image contain everything, and an OS package what it brought', () => {
    const { packages, relationships } = toSpdx(sbomReport());
    const name = new Map(packages.map((one) => [one.SPDXID, one.name]));
    const contains = relationships
      .filter(({ relationshipType }) => relationshipType === 'CONTAINS')
      .map(({ spdxElementId: a, relatedSpdxElement: b }) => `${name.get(a) ?? ''} > ${name.get(b) ?? ''}`);
    expect(contains).toContain('python3-yaml > PyYAML');
    expect(contains.filter((text) => text.startsWith('ghcr.io/org/app:1.2 > '))).toHaveLength(
      packages.length - 1,
    );
  });

  it('says that it is not complete when something was not examined, and only then', () => {
    expect(toSpdx(partialSbomReport()).creationInfo.comment).toContain('is not complete');
    expect(JSON.stringify(toSpdx(partialSbomReport()).annotations)).toContain('var/lib/rpm/Packages');
    expect(toSpdx(sbomReport()).creationInfo.comment).toBeUndefined();
  });
});

describe('a declared licence', () => {
  it.each([
    ['MIT OR Apache-2.0', 'MIT OR Apache-2.0'],
    ['GPL-2.0+', 'GPL-2.0+'],
    [null, 'NOASSERTION'],
    [' ', 'NOASSERTION'],
  ])('that states %j is written as %j', (stated, declared) => {
    expect(new SpdxLicences().declare(stated)).toBe(declared);
  });

  it.each(['GPL2', 'LicenseRef-mine', 'MIT AND LicenseRef-mine'])('of words like %j keeps them', (stated) => {
    const licences = new SpdxLicences();
    const id = licences.declare(stated);
    expect(licences.declare(stated)).toBe(id);
    expect(licences.list()).toEqual([expect.objectContaining({ licenseId: id, extractedText: stated })]);
  });
});
