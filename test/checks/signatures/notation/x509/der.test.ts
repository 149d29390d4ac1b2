import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Fields,
  TAG,
  context,
  contextBytes,
  inside,
  readDer,
} from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { der, derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('readDer', () => {
  it('reads back whatever was written', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 70_000 }),
        fc.constantFrom(0x04, 0x30, 0xa3, 0x81),
        (bytes, tag) => {
          const written = der(tag, bytes);
          const read = readDer(written);
          expect(read.tag).toBe(tag);
          expect(read.content.equals(Buffer.from(bytes))).toBe(true);
          expect(read.raw.equals(written)).toBe(true);
        },
      ),
      {
        numRuns: 50,
        examples: [
          [new Uint8Array(127), 4],
          [new Uint8Array(128), 4],
          [new Uint8Array(65_536), 4],
        ],
      },
    );
  });

  it('reads any bytes as they are, or not at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        try {
          expect(readDer(buffer).raw.equals(buffer)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['two values', '0500 0500'],
    ['bytes after the value', '0500 00'],
    ['a value that is cut off', '0403 0102'],
    ['a length of no end', '3080 0500 0000'],
    ['a length in five octets', '0485 0000000001 00'],
    ['a length in two octets that needs one', '0482 0080' + '00'.repeat(128)],
    ['a length in the long form that needs the short one', '0481 01 00'],
    ['a tag of several octets', '1f01 00'],
    ['a length of no end that would fit', `3080 ${'0500'.repeat(64)}`],
  ])('refuses %s', (_, text) => {
    expect(() => readDer(hex(text))).toThrow(Error);
  });
});

describe('inside', () => {
  it('holds no more values than anyone needs, whose memory would be many times their bytes', () => {
    const values = (count: number) => readDer(der(TAG.sequence, Buffer.alloc(2 * count, hex('0500'))));
    expect(inside(values(10_000))).toHaveLength(10_000);
    expect(() => inside(values(10_001))).toThrow('too many values');
    expect(() => new Fields(values(10_001))).toThrow('too many values');
  });

  it('reads value after value', () => {
    expect(inside(readDer(hex('3004 0500 0400'))).map(({ tag }) => tag)).toEqual([5, 4]);
    expect(() => inside(readDer(hex('3004 0500 0401')))).toThrow('cut off');
  });
});

describe('Fields', () => {
  it('takes members in their order', () => {
    const fields = new Fields(
      readDer(der(TAG.sequence, derInteger(1n), der(context(0)), der(contextBytes(1)))),
    );
    expect(fields.maybe(TAG.boolean)).toBeNull();
    expect(fields.take(TAG.integer).tag).toBe(2);
    expect(fields.maybe(0xa0)?.tag).toBe(0xa0);
    expect(fields.any().tag).toBe(0x81);
    expect(fields.maybe(0x81)).toBeNull();
    fields.end();
  });

  it('refuses another tag, a member too few and a member too many', () => {
    const one = readDer(der(TAG.sequence, derInteger(1n)));
    expect(() => new Fields(one).take(TAG.oid)).toThrow('tag 0x2 where 0x6 should be');
    expect(() => new Fields(one, TAG.set)).toThrow('where 0x31 should be');
    expect(() => new Fields(one).end()).toThrow('too many');
    expect(() => new Fields(readDer(der(TAG.sequence))).any()).toThrow('missing');
  });
});
