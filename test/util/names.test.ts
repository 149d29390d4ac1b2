import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeName, encodeName } from '../../src/util/names.ts';

function decoded(...bytes: readonly number[]): string {
  return decodeName(Buffer.from(bytes), 0, bytes.length);
}

describe('decodeName', () => {
  it('reads UTF-8 as it is, in a Buffer, a plain array, and a part of one', () => {
    const bytes = Buffer.from('<é🦊\ufffd>');
    expect(decodeName(bytes, 1, bytes.length - 1)).toBe('é🦊\ufffd');
    expect(decodeName(new Uint8Array(bytes), 1, bytes.length - 1)).toBe('é🦊\ufffd');
  });

  it.each([
    ['two stray bytes', [0xfe], [0xff]],
    ['a stray byte and the replacement character', [0xff], [0xef, 0xbf, 0xbd]],
    ['a cut character and a whole one', [0xc3], [0xc3, 0xa9]],
    ['an overlong slash and a slash', [0xc0, 0xaf], [0x2f]],
    ['an encoded surrogate and a stray byte', [0xed, 0xb3, 0xbf], [0xff]],
  ])('keeps %s apart', (_, one, other) => {
    expect(decoded(...one)).not.toBe(decoded(...other));
  });

  it('does not make a slash of what is none', () => {
    expect(decoded(0xc0, 0xaf)).not.toContain('/');
  });

  it('gives back the very bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect([...encodeName(decodeName(bytes, 0, bytes.length))]).toEqual([...bytes]);
      }),
    );
  });
});
