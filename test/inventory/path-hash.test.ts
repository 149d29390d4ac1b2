import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashList, hashPath, hashText } from '../../src/inventory/path-hash.ts';

describe('hashPath', () => {
  it('is a whole number of 53 bits, the same for bytes and text, and depends on the seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.integer(), (text, a, b) => {
        const bytes = Buffer.from(text);
        const hash = hashPath(bytes, bytes.length, [a, b]);
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
        expect(hashText(text, [a, b])).toBe(hash);
      }),
    );
    expect(hashText('etc/passwd', [1, 2])).not.toBe(hashText('etc/passwd', [1, 3]));
    expect(hashText('etc/passwd', [1, 2])).not.toBe(hashText('etc/passwd', [2, 2]));
  });

  it('tells many similar paths apart', () => {
    const hashes = new Set<number>();
    for (let n = 0; n < 200_000; n++) hashes.add(hashText(`usr/lib/x/${n}/f${n % 7}`, [5, 9]));
    expect(hashes.size).toBe(200_000);
  });
});

describe('createHashList', () => {
  it('keeps every number in order', () => {
    const list = createHashList();
    for (let n = 0; n < 3000; n++) list.add(n);
    expect([...list.take()]).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  });
});
