import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDA } from '../../../../src/inventory/cataloguers/conda/conda.ts';

function read(json: unknown) {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return CONDA.read(Buffer.from(text), 'opt/conda/conda-meta/x.json');
}

describe('the conda cataloguer', () => {
  it.each([
    ['opt/conda/conda-meta/openssl-3.0.0-h1_0.json', true],
    ['opt/conda/envs/a/conda-meta/x.json', true],
    ['opt/conda/conda-meta/history', false],
    ['opt/conda/pkgs/x/info/index.json', false],
  ])('whether it reads %s: %s', (path, is) => {
    expect(CONDA.wants(path)).toBe(is);
  });

  it('takes name, version, build and licence', () => {
    const json = { name: 'openssl', version: '3.0.0', build: 'h1_0', license: 'Apache-2.0', files: [] };
    expect(read(json)).toEqual({
      packages: [
        {
          type: 'conda',
          name: 'openssl',
          version: '3.0.0',
          qualifiers: { build: 'h1_0' },
          licence: 'Apache-2.0',
          architecture: null,
          source: null,
        },
      ],
      owned: [],
      unknowns: [],
    });
  });

  it.each([
    ['text', 'text', 'not JSON'],
    ['a name that is none', { name: '../x', version: '1' }, 'name'],
    ['no version', { name: 'x' }, 'version'],
  ])('makes an unknown of %s', (_, json, word) => {
    expect(read(json)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });

  it('gives one package or one unknown for any object', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (name, version) => {
        const { packages, unknowns } = read({ name, version });
        expect(packages.length + unknowns.length).toBe(1);
      }),
    );
  });
});
