import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryBody, openSpill, type ReadAt } from '../../../src/inventory/layer/program-body.ts';
import { workFolder } from '../../support/work-folder.ts';

const CONTENT = Buffer.from(Array.from({ length: 700_000 }, (_, n) => (n * 7 + (n >> 8)) & 0xff));

function spilled(content: Buffer, step = 100_000): { readonly read: ReadAt; close(): void } {
  const body = openSpill(workFolder());
  for (let at = 0; at < content.length; at += step) body.write(content.subarray(at, at + step));
  return body;
}

describe('the body of a program', () => {
  it('reads the same at any offset, from memory and from a file', () => {
    const inMemory = memoryBody(CONTENT);
    const body = spilled(CONTENT);
    const offset = fc.oneof(fc.integer({ min: -10, max: 700_010 }), fc.constantFrom(0, 699_999, 262_144));
    fc.assert(
      fc.property(offset, fc.integer({ min: -1, max: 600_000 }), (at, length) => {
        const expected = at < 0 || length < 0 ? '' : CONTENT.subarray(at, at + length).toString('latin1');
        expect(Buffer.from(inMemory(at, length)).toString('latin1') === expected).toBe(true);
        expect(Buffer.from(body.read(at, length)).toString('latin1') === expected).toBe(true);
      }),
      { numRuns: 50 },
    );
    body.close();
  });

  it.each([Number.NaN, -1, 1.5, 2 ** 60, Number.POSITIVE_INFINITY])(
    'is empty at an offset that is none: %d',
    (offset) => {
      const body = spilled(Buffer.from('content'));
      expect(memoryBody(Buffer.from('content'))(offset, 4)).toHaveLength(0);
      expect(body.read(offset, 4)).toHaveLength(0);
      body.close();
    },
  );

  it('leaves no file behind, not even while it is open', () => {
    const folder = workFolder();
    const body = openSpill(folder);
    body.write(CONTENT);
    expect(readdirSync(folder)).toEqual([]);
    expect(body.read(5, 3)).toEqual(CONTENT.subarray(5, 8));
    body.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not hide that the folder cannot be used', () => {
    const file = path.join(workFolder(), 'file');
    writeFileSync(file, '');
    expect(statSync(file).isFile()).toBe(true);
    expect(() => openSpill(file)).toThrow(/ENOTDIR|ENOENT/u);
  });
});
