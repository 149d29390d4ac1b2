import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChunker } from '../../src/util/chunks.ts';

function run(parts: readonly Uint8Array[]): Buffer[] {
  const out: Buffer[] = [];
  const chunker = createChunker((bytes) => out.push(Buffer.from(bytes)));
  for (const part of parts) chunker.push(part);
  chunker.end();
  return out;
}

describe('createChunker', () => {
  it('hands on all bytes in order, in whole blocks but for the last', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 1500 }), { maxLength: 12 }), (parts) => {
        const out = run(parts);
        expect(Buffer.concat(out).equals(Buffer.concat(parts))).toBe(true);
        expect(out.slice(0, -1).every(({ length }) => length % 512 === 0)).toBe(true);
      }),
    );
  });

  it('hands on nothing for nothing', () => {
    expect(run([])).toEqual([]);
    expect(run([new Uint8Array(0)])).toEqual([]);
  });

  it('does not copy whole blocks', () => {
    const bytes = new Uint8Array(1024);
    let seen: Uint8Array | null = null;
    createChunker((got) => {
      seen = got;
    }).push(bytes);
    expect(seen).toHaveProperty('buffer', bytes.buffer);
  });
});
