import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTarWalk } from '../../../src/inventory/layer/tar-walk.ts';
import { createChunker } from '../../../src/util/chunks.ts';
import { chunksOf } from '../../support/inventory-of.ts';
import { tarBytes } from '../../support/tar.ts';

interface Seen {
  readonly size: number;
  /** What was behind the header when the entry was shown. */
  readonly start: string;
  body: string;
  parts: number;
  ended: number;
}

/** Takes the bodies of every other entry in parts, `most` bytes of each. */
function walk(tar: Buffer, step: number, most = Number.POSITIVE_INFINITY): readonly Seen[] {
  const seen: Seen[] = [];
  const tarWalk = createTarWalk(
    {
      entry(entry) {
        const { block, offset, size } = entry;
        const start = Buffer.from(block.subarray(offset + 512, offset + 512 + Math.min(size, 512)));
        seen.push({ size, start: start.toString('latin1'), body: '', parts: 0, ended: 0 });
        entry.inParts = seen.length % 2 === 1;
        return Math.min(size, most);
      },
      body(bytes) {
        const last = seen.at(-1);
        if (last === undefined) return;
        last.body = Buffer.from(bytes).toString('latin1');
        last.ended++;
      },
      part(bytes, isLast) {
        const last = seen.at(-1);
        if (last === undefined) return;
        last.body += Buffer.from(bytes).toString('latin1');
        last.parts++;
        if (isLast) last.ended++;
      },
    },
    { entries: 100, paxBytes: 10_000 },
  );
  const chunker = createChunker(tarWalk.push);
  for (const chunk of chunksOf(tar, step)) chunker.push(chunk);
  chunker.end();
  tarWalk.end();
  return seen;
}

describe('bodies in parts', () => {
  const sizes = fc.array(fc.constantFrom(0, 1, 511, 512, 513, 3000), { minLength: 1, maxLength: 6 });

  it('are the same bytes, with the start behind the header, wherever the chunks end', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 4000 }), (all, step) => {
        const contents = all.map((size, n) => `${n}${'abcdefg'.repeat(500)}`.slice(0, size));
        const seen = walk(tarBytes(contents.map((content, n) => ({ name: `f${n}`, content }))), step);
        expect(seen.map(({ body }) => body)).toEqual(contents);
        expect(seen.map(({ start }) => start)).toEqual(contents.map((content) => content.slice(0, 512)));
        expect(seen.map(({ ended }) => ended)).toEqual(contents.map((content) => (content === '' ? 0 : 1)));
      }),
    );
  });

  it('end where no more is wanted', () => {
    const [first] = walk(tarBytes([{ name: 'a', content: 'x'.repeat(5000) }]), 512, 700);
    expect(first).toMatchObject({ body: 'x'.repeat(700), parts: 2, ended: 1 });
  });
});
