import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PNP } from '../../../../src/inventory/cataloguers/npm/pnp.ts';

function program(registry: unknown): string {
  const text = JSON.stringify({ packageRegistryData: registry }, null, 2);
  const literal = text.replace(/[\\'\n]/gu, (sign) => `\\${sign}`);
  return `#!/usr/bin/env node\nconst RAW_RUNTIME_STATE =\n'${literal}';\nfunction x() {}\n`;
}

function read(text: string, path = 'app/.pnp.cjs') {
  return PNP.read(Buffer.from(text), path);
}

function registry(name: string | null, ...references: readonly unknown[]) {
  return [name, references.map((reference) => [reference, { packageLocation: './' }])];
}

describe("the map of Plug'n'Play", () => {
  it.each([
    ['.pnp.cjs', true],
    ['app/.pnp.js', true],
    ['app/.pnp.data.json', true],
    ['app/.pnp.loader.mjs', false],
    ['app/x.pnp.cjs', false],
  ])('whether it is read at %s: %s', (path, is) => {
    expect(PNP.wants(path)).toBe(is);
  });

  it('lists the packages that came from the registry, each once', () => {
    const list = [
      registry(null, null),
      registry('@s/a', 'npm:1.0.0', 'virtual:0af#npm:1.0.0', 'npm:2.0.0'),
      registry('p', 'patch:p@npm%3A3.0.0#~/x.patch::version=3.0.0&hash=01'),
      registry('app', 'workspace:.'),
      registry('git', 'https://github.com/x/y.git#commit=01'),
    ];
    const one = { type: 'npm', architecture: null, source: null, licence: null };
    const expected = {
      packages: [
        { ...one, name: '@s/a', version: '1.0.0' },
        { ...one, name: '@s/a', version: '2.0.0' },
        { ...one, name: 'p', version: '3.0.0' },
      ],
      owned: [],
      unknowns: [],
    };
    expect(read(program(list))).toEqual(expected);
    expect(read(JSON.stringify({ packageRegistryData: list }), '.pnp.data.json')).toEqual(expected);
  });

  it('finds nothing in a program whose map lies beside it', () => {
    expect(read("require('./.pnp.data.json')")).toEqual({ packages: [], owned: [], unknowns: [] });
  });

  it.each([
    ['a program without map', 'function x() {}', 'no map'],
    ['a map without end', "RAW_RUNTIME_STATE =\n'{", 'no map'],
    ['a map that is no JSON', "RAW_RUNTIME_STATE =\n'{';", 'not JSON'],
    ['a map of something else', "RAW_RUNTIME_STATE =\n'{}';", 'no map'],
    ['an unknown kind of reference', program([registry('a', 'new:1')]), '"new:1"'],
    ['a reference that is no text', program([registry('a', 7)]), '"7"'],
    ['an entry that is no list', program([7]), 'entry'],
  ])('is unknown when it is %s', (_, text, word) => {
    expect(read(text)).toEqual({ packages: [], owned: [], unknowns: [expect.stringContaining(word)] });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(program(value)).owned).toEqual([]);
        expect(read(program([value])).owned).toEqual([]);
      }),
    );
  });
});
