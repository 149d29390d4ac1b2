import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NPM } from '../../../../src/inventory/cataloguers/npm/npm.ts';

const nested = '['.repeat(500_000) + ']'.repeat(500_000);

function read(json: unknown) {
  return NPM.read(
    Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)),
    'app/node_modules/x/package.json',
  );
}

describe('the npm cataloguer', () => {
  it.each([
    'node_modules/a/package.json',
    'srv/app/node_modules/@scope/a/package.json',
    'usr/share/nodejs/@scope/a/package.json',
    'x/node_modules/a/node_modules/b/package.json',
    'x/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json',
  ])('reads %s', (path) => {
    expect(NPM.wants(path)).toBe(true);
  });

  it.each([
    'package.json',
    'srv/app/package.json',
    'srv/usr/share/nodejs/a/package.json',
    'node_modules/package.json',
    'node_modules/a/dist/package.json',
    'node_modules/@scope/package.json',
    'node_modules/@scope/a/esm/package.json',
    'node_modules/.bin/package.json',
    'node_modules/.package-lock.json',
    'my_node_modules/a/package.json',
    'node_modules/a/apackage.json',
  ])('does not read %s', (path) => {
    expect(NPM.wants(path)).toBe(false);
  });

  it.each([
    [{ name: 'a', version: '1.0.0' }, 'a', '1.0.0', null],
    [{ name: '@scope/a', version: '1.0.0-rc.1', license: 'MIT' }, '@scope/a', '1.0.0-rc.1', 'MIT'],
    [
      { name: 'JSONStream', version: ' 1.3.5 ', license: { type: 'MIT', url: 'x' } },
      'JSONStream',
      '1.3.5',
      'MIT',
    ],
    [
      { name: 'a', version: '1.0.0', licenses: [{ type: 'MIT' }, { type: 'BSD' }] },
      'a',
      '1.0.0',
      'MIT OR BSD',
    ],
    [{ name: 'a', version: '1.0.0', license: 7 }, 'a', '1.0.0', null],
    [`\ufeff{"name":"a","version":"1.0.0"}`, 'a', '1.0.0', null],
  ])('takes name, version and licence from %j', (json, name, version, licence) => {
    expect(read(json)).toEqual({
      packages: [{ type: 'npm', name, version, licence, architecture: null, source: null }],
      owned: [],
      unknowns: [],
    });
  });

  it.each([
    ['a file that only tells Node how to load', { type: 'module' }],
    ['a member of a workspace that was never published', { name: '@acme/ui', private: true }],
  ])('passes over %s', (_, json) => {
    expect(read(json)).toEqual({ packages: [], owned: [], unknowns: [] });
  });

  it.each([
    ['text that is not JSON', '{"name": "a", "version"', 'not JSON'],
    ['an empty file', '', 'not JSON'],
    ['a list', [], 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['no version', { name: 'a' }, 'version'],
    ['an empty version', { name: 'a', version: '' }, 'version'],
    ['a version that is a number', { name: 'a', version: 1 }, 'version'],
    ['no name', { version: '1.0.0' }, 'name'],
    ['a name nested deep enough to end the stack', `{"version":"1.0.0","name":${nested}}`, 'name'],
    ['a version nested so', `{"name":"a","version":${nested}}`, 'version'],
    ['a name with a path', { name: '../../etc', version: '1.0.0' }, 'name'],
    ['a private package without a name', { version: '1.0.0', private: true }, 'name'],
    ['an endless name', { name: 'a'.repeat(215), version: '1.0.0' }, 'name'],
    ['a name only in the prototype', '{"__proto__": {"name": "a"}, "version": "1.0.0"}', 'name'],
  ])('makes an unknown of %s', (_, json, word) => {
    expect(read(json)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });

  it('never throws, and gives one package or one unknown for what has a name or a version', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (name, version) => {
        const { packages, unknowns } = read({ name, version });
        expect(packages.length + unknowns.length).toBe(1);
      }),
    );
  });
});
