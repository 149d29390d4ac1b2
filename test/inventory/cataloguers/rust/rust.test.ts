import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../src/inventory/cataloguer.ts';
import { RUST } from '../../../../src/inventory/cataloguers/rust/rust.ts';
import { elfFile, programOf } from '../../../support/elf.ts';

function read(section: Buffer | null): Reading | null {
  const file = elfFile({ sections: section === null ? {} : { '.dep-v0': section } });
  return RUST.readProgram(programOf(file), 'app');
}

function listed(value: unknown): Buffer {
  return deflateSync(Buffer.from(JSON.stringify(value)));
}

describe('Rust programs', () => {
  it('built with cargo auditable say their crates, without those of the build and their own', () => {
    const packages = [
      { name: 'app', version: '0.1.0', source: 'local', root: true, dependencies: [1] },
      { name: 'serde', version: '1.0.197', source: 'crates.io' },
      { name: 'cc', version: '1.0.90', source: 'crates.io', kind: 'build' },
      { name: 'mine', version: '0.1.0', source: 'local' },
    ];
    const reading = read(listed({ packages }));
    expect(reading?.packages).toEqual([
      { type: 'cargo', name: 'serde', version: '1.0.197', architecture: null, source: null, licence: null },
    ]);
    expect(reading?.unknowns).toEqual([]);
  });

  it('tell of crates from elsewhere', () => {
    const reading = read(listed({ packages: [{ name: 'x', version: '1.0.0', source: 'git' }] }));
    expect(reading?.unknowns).toEqual([expect.stringContaining('1 crates come from elsewhere')]);
  });

  it.each([
    ['no zlib', Buffer.from('hello')],
    ['no JSON', deflateSync(Buffer.from('hello'))],
    ['no list', listed({})],
    ['a bomb', deflateSync(Buffer.alloc(64 * 1024 * 1024))],
    ['a crate without a name', listed({ packages: [{ version: '1' }] })],
  ])('with %s are told', (_what, section) => {
    expect(read(section)).toMatchObject({ packages: [], unknowns: [expect.any(String)] });
  });

  it('without the list are none', () => {
    expect(read(null)).toBeNull();
  });

  it('never make the reader throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(read(Buffer.from(bytes))).toBeDefined();
      }),
    );
  });
});
