import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cdxLicence } from '../../../src/reports/cyclonedx/components.ts';
import { cyclonedxReport, toCycloneDx } from '../../../src/reports/cyclonedx/cyclonedx.ts';
import { cycloneDxErrors, hasCycloneDxSchema } from '../../support/cyclonedx-schema.ts';
import { aComponent } from '../../support/components.ts';
import { sampleReport, sampleSubject } from '../../support/sample-report.ts';
import { partialSbomReport, sbomReport, sbomReportWithFindings } from '../../support/sbom-report.ts';

const REPORTS = [
  ['an image', sbomReport()],
  ['an image with vulnerabilities', sbomReportWithFindings()],
  ['an image that was not wholly examined', partialSbomReport()],
  ['an image without an operating system', sampleReport({ subject: sampleSubject({ os: null }) })],
  ['an image with a digest of no kind', sampleReport({ subject: sampleSubject({ digest: null }) })],
  ['nothing but a Dockerfile', sampleReport({ subject: null, components: [] })],
] as const;

describe.skipIf(!hasCycloneDxSchema())('by the official schema of CycloneDX 1.6', () => {
  it.each(REPORTS)('the SBOM of %s is valid', (_, report) => {
    expect(cycloneDxErrors(cyclonedxReport.render(report))).toEqual([]);
  });

  it('an SBOM of any names, versions, licences and paths is valid', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, text, text, text, (name, version, licence, path) => {
        const component = aComponent({
          purl: 'pkg:npm/x@1',
          name,
          version,
          licence,
          locations: [{ path, layer: 0 }],
        });
        expect(cycloneDxErrors(cyclonedxReport.render(sampleReport({ components: [component] })))).toEqual(
          [],
        );
      }),
      { numRuns: 50 },
    );
  });

  it('a document with a key that is not known is not valid', () => {
    expect(cycloneDxErrors(JSON.stringify({ ...toCycloneDx(sbomReport()), extra: 1 }))).not.toEqual([]);
  });
});

describe('the CycloneDX SBOM', () => {
  it('is the same for the same report, and has the number of its image', () => {
    expect(cyclonedxReport.render(sbomReport())).toBe(cyclonedxReport.render(sbomReport()));
    const other = sampleReport({ subject: sampleSubject({ digest: `sha256:${'c'.repeat(64)}` }) });
    expect(toCycloneDx(other).serialNumber).not.toBe(toCycloneDx(sampleReport()).serialNumber);
    const renamed = sampleReport({ subject: sampleSubject({ reference: 'other:2' }) });
    expect(toCycloneDx(renamed).serialNumber).toBe(toCycloneDx(sampleReport()).serialNumber);
  });

  it('names the image by package URL, digest and hash', () => {
    expect(toCycloneDx(sbomReport()).metadata.component).toMatchObject({
      type: 'container',
      name: 'ghcr.io/org/app:1.2',
      version: `sha256:${'a'.repeat(64)}`,
      purl: `pkg:oci/app@sha256:${'a'.repeat(64)}?arch=amd64&repository_url=ghcr.io%2Forg%2Fapp&tag=1.2`,
      hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
    });
  });

  it('gives every component a reference of its own', () => {
    const twice = [aComponent(), aComponent()];
    const { components } = toCycloneDx(sampleReport({ components: twice }));
    const refs = components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('says where each component lies, and in which layer', () => {
    const libssl = toCycloneDx(sbomReport()).components.find(({ name }) => name === 'libssl1.1');
    expect(libssl?.evidence?.occurrences).toEqual([
      { location: 'lib/apk/db/installed', additionalContext: 'layer 0' },
      { location: 'a path/with ünïcode', additionalContext: 'layer 1' },
    ]);
    expect(libssl?.properties).toContainEqual({ name: 'image-gate:source:name', value: 'openssl' });
  });

  it('tells other tools the source package where they look for it', () => {
    const libssl = toCycloneDx(sbomReport()).components.find(({ name }) => name === 'libssl1.1');
    expect(libssl?.purl).toBe(
      'pkg:apk/alpine/libssl1.1@1.1.1c-r0?arch=x86_64&distro=alpine-3.10.2&upstream=openssl',
    );
    expect(libssl?.properties).toContainEqual({ name: 'aquasecurity:trivy:SrcName', value: 'openssl' });
    const busybox = toCycloneDx(sbomReport()).components.find(({ name }) => name === 'busybox');
    expect(busybox?.purl).not.toContain('upstream');
  });

  it('hangs what an OS package brought on that package, the rest on the image', () => {
    const { dependencies } = toCycloneDx(sbomReport());
    const [image, owner] = dependencies;
    expect(image?.dependsOn).not.toContain('pkg:pypi/pyyaml@6.0');
    expect(owner).toEqual({
      ref: 'pkg:deb/debian/python3-yaml@6.0-3?arch=amd64&distro=debian-12',
      dependsOn: ['pkg:pypi/pyyaml@6.0'],
    });
  });

  it.each([
    ['MIT', { license: { id: 'MIT' } }],
    ['GPL-2.0', { license: { id: 'GPL-2.0' } }],
    ['MIT OR Apache-2.0', { expression: 'MIT OR Apache-2.0' }],
    ['GPL2', { license: { name: 'GPL2' } }],
    ['MIT or so', { license: { name: 'MIT or so' } }],
  ])('writes the licence %j as it may be written', (stated, written) => {
    expect(cdxLicence(stated)).toEqual(written);
  });

  it('says that it is incomplete, and what is missing, when something was not examined', () => {
    const { compositions, metadata } = toCycloneDx(partialSbomReport());
    expect(compositions).toContainEqual({ aggregate: 'incomplete', assemblies: ['image'] });
    expect(metadata.properties).toContainEqual({
      name: 'image-gate:unknown',
      value: JSON.stringify({ step: 'inventory', place: 'var/lib/rpm/Packages', reason: 'it is cut off' }),
    });
  });

  it('does not say so when everything was', () => {
    const { compositions } = toCycloneDx(sbomReport());
    expect(compositions).not.toContainEqual({ aggregate: 'incomplete', assemblies: ['image'] });
  });

  it('never claims to be complete, and is incomplete without an inventory', () => {
    for (const [, report] of REPORTS) expect(cyclonedxReport.render(report)).not.toContain('"complete",');
    const failed = sampleReport({ steps: [] });
    expect(toCycloneDx(failed).compositions[0]?.aggregate).toBe('incomplete');
  });
});

describe('its vulnerabilities', () => {
  it('are there when they were looked for, also when none was found', () => {
    expect(toCycloneDx(sbomReport()).vulnerabilities).toEqual([]);
  });

  it.each(['skipped', 'failed'] as const)('are left out when the step was %s: nobody looked', (status) => {
    const report = sbomReportWithFindings();
    const steps = report.steps.map((step) => (step.id === 'vulnerabilities' ? { ...step, status } : step));
    expect(toCycloneDx({ ...report, steps }).vulnerabilities).toBeUndefined();
  });

  it('come once for several packages, with aliases, rating and advice', () => {
    const [first, ...others] = toCycloneDx(sbomReportWithFindings()).vulnerabilities ?? [];
    expect(first).toMatchObject({
      id: 'CVE-2019-1549',
      ratings: [{ severity: 'high', score: 7.5 }],
      recommendation: 'Update libssl1.1 to 1.1.1d-r0. Update busybox to 1.1.1d-r0.',
    });
    expect(first?.affects.map(({ versions }) => versions?.[0])).toEqual([
      { version: '1.1.1c-r0', status: 'affected' },
      { version: '1.30.1-r2', status: 'affected' },
    ]);
    expect(first?.references?.map(({ id }) => id)).toEqual(['ALPINE-CVE-2019-1549', 'GHSA-x']);
    expect(others.map(({ id }) => id)).toEqual(['CVE-2020-0001', 'CVE-2020-0002']);
  });

  it('keep an accepted risk affected, and a VEX statement as what it says', () => {
    const [, accepted, stated] = toCycloneDx(sbomReportWithFindings()).vulnerabilities ?? [];
    expect(accepted?.analysis).toEqual({
      response: ['will_not_fix'],
      detail: 'exception by team until 2026-12-31: not reachable',
    });
    expect(accepted?.affects[0]?.versions?.[0]?.status).toBe('affected');
    expect(stated?.analysis).toEqual({ state: 'not_affected', detail: 'vex: not in the execute path' });
    expect(stated?.affects[0]?.versions?.[0]?.status).toBe('unaffected');
  });

  it('refer only to components of the document', () => {
    const { components, vulnerabilities } = toCycloneDx(sbomReportWithFindings());
    const refs = new Set(components.map((component) => component['bom-ref']));
    const affected = (vulnerabilities ?? []).flatMap(({ affects }) => affects.map(({ ref }) => ref));
    expect(affected.filter((ref) => !refs.has(ref))).toEqual([]);
  });
});
