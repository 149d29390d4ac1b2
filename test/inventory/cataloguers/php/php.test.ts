import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHP, readComposerPackages } from '../../../../src/inventory/cataloguers/php/php.ts';

const MONOLOG = { name: 'Monolog/monolog', version: 'v2.3.1', license: ['MIT'], type: 'library' };
const EXPECTED = {
  type: 'composer',
  name: 'monolog/monolog',
  version: 'v2.3.1',
  licence: 'MIT',
  architecture: null,
  source: null,
};

function read(json: unknown) {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  return PHP.read(Buffer.from(text), 'app/vendor/composer/installed.json');
}

describe('the php cataloguer', () => {
  it.each([
    ['app/vendor/composer/installed.json', true],
    ['composer/installed.json', true],
    ['app/vendor/installed.json', false],
    ['app/vendor/composer/installed.php', false],
    ['app/vendor/mycomposer/installed.json', false],
  ])('whether it reads %s: %s', (path, is) => {
    expect(PHP.wants(path)).toBe(is);
  });

  it.each([
    ['Composer 1', [MONOLOG]],
    ['Composer 2', { packages: [MONOLOG], dev: true, 'dev-package-names': ['monolog/monolog'] }],
  ])('reads the list of %s', (_, json) => {
    expect(read(json)).toEqual({ packages: [EXPECTED], owned: [], unknowns: [] });
  });

  it.each([
    ['an empty list', []],
    ['no packages', { packages: [] }],
    ['a package without files', [{ name: 'a/b', version: '1', type: 'metapackage' }]],
  ])('finds nothing in %s', (_, json) => {
    expect(read(json)).toEqual({ packages: [], owned: [], unknowns: [] });
  });

  it.each([
    ['text that is no JSON', '[{', 'not JSON'],
    ['no list', { packages: 7 }, 'no list'],
    ['another file', { name: 'x' }, 'no list'],
    ['no name', [{ version: '1' }], 'name'],
    ['a name without vendor', [{ name: 'x', version: '1' }], 'name'],
    ['no version', [{ name: 'a/b' }], 'version'],
    ['a word as entry', ['a/b'], 'entry'],
  ])('makes an unknown of %s', (_, json, word) => {
    expect(read(json)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });

  it('keeps the others when one cannot be read', () => {
    expect(read([{ name: 'x' }, MONOLOG])).toMatchObject({
      packages: [EXPECTED],
      unknowns: [expect.anything()],
    });
  });

  it('gives a package, an unknown or nothing for each entry of any list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (list) => {
        const { packages, unknowns } = readComposerPackages(list);
        expect(packages.length + unknowns.length).toBe(list.length);
      }),
    );
  });
});
