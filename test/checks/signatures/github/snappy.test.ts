import * as fc from 'fast-check';
import { compress } from 'snappyjs';
import { describe, expect, it } from 'vitest';
import { unsnappy } from '../../../../src/checks/signatures/github/snappy.ts';

const LIMIT = 1_000_000;

describe('a Snappy block', () => {
  it('gives back what was packed', () => {
    fc.assert(
      fc.property(anyBytes(), (bytes) => {
        expect(unsnappy(Buffer.from(compress(bytes)), LIMIT)).toEqual(bytes);
      }),
    );
  });

  it.each<[string, readonly number[], string]>([
    ['of nothing', [0], ''],
    ['that holds its bytes', [2, 0x04, 0x61, 0x62], 'ab'],
    ['whose bytes have their length in a byte', [2, 0xf0, 1, 0x61, 0x62], 'ab'],
    ['whose bytes have their length in four bytes', [2, 0xfc, 1, 0, 0, 0, 0x61, 0x62], 'ab'],
    ['that repeats what it writes', [6, 0x04, 0x61, 0x62, 0x01, 2], 'ababab'],
    ['that refers back with two bytes', [4, 0x04, 0x61, 0x62, 0x06, 2, 0], 'abab'],
    ['that refers back with four bytes', [4, 0x04, 0x61, 0x62, 0x07, 2, 0, 0, 0], 'abab'],
  ])('%s', (_, bytes, expected) => {
    expect(unsnappy(Buffer.from(bytes), LIMIT)?.toString('utf8')).toBe(expected);
  });

  it('may be as large as is allowed and no larger', () => {
    const block = Buffer.from(compress(Buffer.from('abcd')));
    expect(unsnappy(block, 4)).toEqual(Buffer.from('abcd'));
    expect(unsnappy(block, 3)).toBeNull();
  });
});

describe('no Snappy block is', () => {
  it.each<[string, readonly number[]]>([
    ['nothing', []],
    ['a length without an end', [0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
    ['a length that is cut off', [0x80]],
    ['a block with fewer bytes than it says', [3, 0x04, 0x61, 0x62]],
    ['a block with more bytes than it says', [1, 0x04, 0x61, 0x62]],
    ['bytes that are cut off', [2, 0x04, 0x61]],
    ['a length of bytes that is cut off', [2, 0xf4, 1]],
    ['a reference that is cut off', [4, 0x04, 0x61, 0x62, 0x06, 2]],
    ['a reference to before the start', [4, 0x04, 0x61, 0x62, 0x06, 3, 0]],
    ['a reference to where it is itself', [4, 0x04, 0x61, 0x62, 0x06, 0, 0]],
    ['a reference that gives too much', [3, 0x04, 0x61, 0x62, 0x01, 2]],
  ])('%s', (_, bytes) => {
    expect(unsnappy(Buffer.from(bytes), LIMIT)).toBeNull();
  });

  it('what is changed on the way; then it is null or of the length that it says, and nothing is thrown', () => {
    fc.assert(
      fc.property(anyBytes(), fc.nat(), fc.nat(255), (bytes, at, byte) => {
        const block = Buffer.from(compress(bytes));
        block[at % block.length] = byte;
        const unpacked = unsnappy(block, LIMIT);
        expect(unpacked === null || unpacked.length <= LIMIT).toBe(true);
      }),
    );
  });
});

/** Also what packs well. */
function anyBytes(): fc.Arbitrary<Buffer> {
  const repeated = fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 2000 }))
    .map(([bytes, times]) => Buffer.concat(Array.from({ length: times }, () => bytes)));
  return fc.oneof(
    fc.uint8Array({ maxLength: 5000 }).map((bytes) => Buffer.from(bytes)),
    repeated,
  );
}
