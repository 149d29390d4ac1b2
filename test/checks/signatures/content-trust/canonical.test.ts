import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/checks/signatures/content-trust/canonical.ts';
import { parseStrictJson } from '../../../../src/util/strict-json.ts';

describe('the canonical form', () => {
  it.each([
    [null, 'null'],
    [true, 'true'],
    [[], '[]'],
    [{}, '{}'],
    [-12, '-12'],
    [[1, 'a', { b: false }], '[1,"a",{"b":false}]'],
    [{ b: 1, a: 2, B: 3 }, '{"B":3,"a":2,"b":1}'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['a\nb\u0001</>', '"a\nb\u0001</>"'],
    // By UTF-8 bytes U+FFFD comes before U+1F600; by UTF-16 units it would not.
    [{ '\u{1f600}': 1, '\ufffd': 2 }, '{"\ufffd":2,"\u{1f600}":1}'],
  ])('of %j is %j', (value, text) => {
    expect(canonicalJson(value).toString()).toBe(text);
  });

  it.each([
    ['a fraction', 1.5],
    ['a number that is not exact', 2 ** 53],
    ['half a character', 'a\ud800'],
    ['half a character in a key', { '\udc00': 1 }],
    ['more levels than anyone needs', JSON.parse('['.repeat(40) + ']'.repeat(40))],
  ])('is refused for %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('no canonical form');
  });

  it('does not hang on the order of keys, and is the same value', () => {
    const plainText = fc.string({ unit: fc.constantFrom('a', 'b', '"', '\\', 'é', '\u{1f600}') });
    // Keys without escapes: `JSON.parse` of V8 takes some for others (nodejs/node#63785), and is what is compared with.
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\u{1f600}') });
    const value = fc.dictionary(key, fc.oneof(fc.integer(), plainText, fc.boolean()));
    fc.assert(
      fc.property(value, (given) => {
        const turned = Object.fromEntries(Object.entries(given).toReversed());
        const bytes = canonicalJson(given);
        expect(canonicalJson(turned)).toEqual(bytes);
        // A key with an escape may be one that V8 reads wrong.
        const read = parseStrictJson(bytes.toString());
        if (read.ok) expect(read.value).toEqual({ ...given });
        else expect(read.why).toContain('cannot be read');
      }),
    );
  });
});
