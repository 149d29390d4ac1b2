import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GateError } from '../../src/model/errors.ts';
import { readSbom, readSbomFile } from '../../src/sbom/read.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { workFolder } from '../support/work-folder.ts';

const CDX = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] } as const;
const SPDX = { spdxVersion: 'SPDX-2.3', packages: [] } as const;

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof GateError) return `${error.constructor.name} ${error.code} ${error.message}`;
    throw error;
  }
  return 'nothing';
}

describe('the format of an SBOM', () => {
  it.each(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7'])('CycloneDX %s is read', (specVersion) => {
    expect(codeOf(() => readSbom(JSON.stringify({ ...CDX, specVersion }), 'x'))).toBe('nothing');
  });

  it.each(['SPDX-2.2', 'SPDX-2.3'])('%s is read', (spdxVersion) => {
    expect(codeOf(() => readSbom(JSON.stringify({ ...SPDX, spdxVersion }), 'x'))).toBe('nothing');
  });

  it.each([
    ['<?xml version="1.0"?><bom/>', 'XML'],
    ['\ufeff <bom xmlns="x"/>', 'XML'],
    ['SPDXVersion: SPDX-2.3\n', 'tags and values'],
    [JSON.stringify({ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld' }), 'SPDX 3'],
    [JSON.stringify({ ...CDX, specVersion: '1.1' }), 'CycloneDX 1.1'],
    [JSON.stringify({ ...CDX, specVersion: '2.0' }), 'CycloneDX 2.0'],
    [JSON.stringify({ ...CDX, specVersion: undefined }), 'without a version'],
    [JSON.stringify({ ...SPDX, spdxVersion: 'SPDX-2.1' }), 'SPDX-2.1'],
    ['{}', 'neither CycloneDX nor SPDX'],
    ['[]', 'no object'],
  ])('%j is misuse that says what it is', (text, what) => {
    const said = codeOf(() => readSbom(text, 'x'));
    expect(said).toContain('InputError SBOM_FORMAT');
    expect(said).toContain(what);
  });
});

describe('a bad SBOM', () => {
  it.each([
    ['', 'not JSON'],
    ['{"bomFormat":"CycloneDX","specVersion":"1.6","components":[', 'not JSON'],
    ['{"bomFormat":"CycloneDX","specVersion":"1.6","components":[],"components":[]}', 'there twice'],
    [JSON.stringify({ ...CDX, components: {} }), '"components" is no list'],
    [JSON.stringify({ ...CDX, components: [{ type: 'library', components: 1 }] }), '"components" is no list'],
    [JSON.stringify({ ...CDX, compositions: 'all' }), '"compositions" is no list'],
    [JSON.stringify({ ...SPDX, packages: 'none' }), '"packages" is no list'],
    [
      `{"bomFormat":"CycloneDX","specVersion":"1.6","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      'nested deeper',
    ],
  ])('%.60j cannot be read: the image was not examined', (text, what) => {
    const said = codeOf(() => readSbom(text, 'x'));
    expect(said).toContain('SourceError SBOM_INVALID');
    expect(said).toContain(what);
  });

  it('of any JSON gives an inventory or a coded error, and one without packages is never whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(CDX, SPDX), fc.dictionary(KEYS, fc.jsonValue()), (base, more) => {
        const text = JSON.stringify({ ...more, ...base, ...pick(more) });
        try {
          const { inventory } = readSbom(text, 'x');
          if (inventory.components.length === 0) expect(inventory.unknowns).not.toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(GateError);
        }
      }),
    );
  });

  it('with more unknowns than are told counts the rest', () => {
    const components = Array.from({ length: LIMITS.sbomUnknowns.value + 7 }, (_, at) => ({
      type: 'library',
      name: `x${at}`,
    }));
    const { unknowns } = readSbom(JSON.stringify({ ...CDX, components }), 'x').inventory;
    expect(unknowns).toHaveLength(LIMITS.sbomUnknowns.value + 1);
    expect(unknowns.at(-1)?.reason).toContain('8 more');
  });
});

const KEYS = fc.constantFrom(
  'metadata',
  'components',
  'compositions',
  'packages',
  'relationships',
  'annotations',
  'creationInfo',
  'documentDescribes',
  'hasExtractedLicensingInfos',
);

/** Lists of whatever, in place of the empty ones. */
function pick(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { components, packages } = more;
  return {
    ...(Array.isArray(components) ? { components } : {}),
    ...(Array.isArray(packages) ? { packages } : {}),
  };
}

describe('the file of an SBOM', () => {
  it('is read relative to the working directory', async () => {
    const folder = workFolder({ 'a/sbom.json': JSON.stringify(CDX) });
    expect((await readSbomFile('a/sbom.json', folder)).subject).toMatchObject({
      source: 'sbom',
      reference: 'a/sbom.json',
      digest: null,
      imageId: null,
      platform: null,
      layers: null,
    });
  });

  it.each([
    ['gone.json', 'SBOM_UNREADABLE'],
    ['.', 'SBOM_UNREADABLE'],
    ['latin1.json', 'SBOM_INVALID'],
  ])('%s ends as %s', async (name, code) => {
    const folder = workFolder();
    writeFileSync(path.join(folder, 'latin1.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(readSbomFile(name, folder)).rejects.toMatchObject({ code });
  });
});
