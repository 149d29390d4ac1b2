import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { packageUrl } from '../../src/inventory/purl.ts';
import type { Component } from '../../src/model/component.ts';
import { cyclonedxReport } from '../../src/reports/cyclonedx/cyclonedx.ts';
import { spdxReport } from '../../src/reports/spdx/spdx.ts';
import { readSbom } from '../../src/sbom/read.ts';
import { anOs } from '../support/an-inventory.ts';
import { aComponent } from '../support/components.ts';
import { sampleReport, sampleSubject } from '../support/sample-report.ts';
import { partialSbomReport } from '../support/sbom-report.ts';

const FORMATS = [
  ['CycloneDX', cyclonedxReport],
  ['SPDX', spdxReport],
] as const;

const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => value.trim() !== '');
const VERSION = fc.stringMatching(/^[0-9][0-9a-z.+~]{0,12}$/u);
const NAME = fc.stringMatching(/^[a-z][a-z0-9.+]{0,12}$/u);
const LOCATIONS = fc.uniqueArray(fc.record({ path: text, layer: fc.nat({ max: 999 }) }), {
  selector: ({ path }) => path,
  maxLength: 3,
});

/** OS packages and npm packages, as the inventory makes them. */
const COMPONENT = fc
  .record({
    name: NAME,
    version: VERSION,
    isOs: fc.boolean(),
    licence: fc.option(text),
    source: fc.option(fc.record({ name: NAME, version: VERSION })),
    locations: LOCATIONS,
  })
  .map(({ name, version, isOs, licence, source, locations }): Component => {
    const type = isOs ? 'apk' : 'npm';
    const one = { type, name, version, architecture: 'x86_64', source: null, licence: null } as const;
    const purl = packageUrl(one, isOs ? anOs('alpine', '3.10.2') : null);
    const ecosystem = isOs ? 'Alpine:v3.10' : 'npm';
    return aComponent({ purl, name, version, ecosystem, licence, source: isOs ? source : null, locations });
  });

describe.each(FORMATS)('an SBOM in %s, read back,', (_, report) => {
  it('gives the components that it was made of', () => {
    const components = fc.uniqueArray(COMPONENT, {
      selector: ({ purl }) => purl,
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(components, (made) => {
        const { inventory } = readSbom(report.render(sampleReport({ components: made })), 'x.json');
        expect(inventory.unknowns).toEqual([]);
        expect(inventory.components).toEqual(made.toSorted((a, b) => (a.purl < b.purl ? -1 : 1)));
      }),
      { numRuns: 100 },
    );
  });

  it('gives the image, its system and its layers', () => {
    const diffIds = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];
    const os = {
      ...anOs('alpine', '3.10.2'),
      prettyName: 'Alpine',
      idLike: ['a', 'b'],
      cpe: 'cpe:/o:x',
      codename: 'z',
    };
    const subject = sampleSubject({ diffIds, os });
    const read = readSbom(report.render(sampleReport({ subject })), 'x.json');
    expect(read.subject).toEqual({ ...subject, source: 'sbom', reference: 'x.json' });
    expect(read.inventory.os).toEqual(os);
  });

  it('leaves to an OS package what it brought', () => {
    const owner = aComponent({
      name: 'py3-yaml',
      version: '6.0-r0',
      source: { name: 'py3-yaml', version: '6.0-r0' },
    });
    const owned = aComponent({
      purl: 'pkg:pypi/pyyaml@6.0',
      name: 'PyYAML',
      version: '6.0',
      ecosystem: 'PyPI',
      ownedBy: owner.purl,
    });
    const both = readSbom(report.render(sampleReport({ components: [owner, owned] })), 'x').inventory
      .components;
    expect(both).toEqual([owner, owned]);
  });

  it('does not leave it to one that is not there: nobody would look for it', () => {
    const owned = aComponent({
      purl: 'pkg:pypi/pyyaml@6.0',
      name: 'PyYAML',
      version: '6.0',
      ecosystem: 'PyPI',
      ownedBy: 'pkg:apk/alpine/gone@1',
    });
    const [read] = readSbom(report.render(sampleReport({ components: [owned] })), 'x').inventory.components;
    expect(read?.ownedBy).toBeNull();
  });

  it('says again what could not be examined', () => {
    const { inventory } = readSbom(report.render(partialSbomReport()), 'x');
    expect(inventory.unknowns).toContainEqual({
      step: 'inventory',
      place: 'var/lib/rpm/Packages',
      reason: 'it is cut off',
    });
  });

  it('is not taken for whole when the inventory failed and nothing says why', () => {
    const steps = sampleReport().steps.map((step) =>
      step.id === 'inventory' ? { ...step, status: 'failed' as const } : step,
    );
    expect(readSbom(report.render(sampleReport({ steps })), 'x').inventory.unknowns).not.toEqual([]);
  });
});
