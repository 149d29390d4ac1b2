import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misreadKey, parseExactJson } from '../../src/util/exact-json.ts';

describe('parseExactJson', () => {
  it('gives what was written, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        try {
          expect(parseExactJson(text)).toEqual(JSON.parse(text));
        } catch (error) {
          // Only a key with an escape may be one that V8 reads wrong.
          expect(error).toBeInstanceOf(SyntaxError);
          expect(text).toContain('\\');
        }
      }),
    );
  });

  it('never has another key than the text, whatever was read before', () => {
    const key = fc.string({ unit: fc.constantFrom('a', '"', '\\', 'u', '0', '\n') });
    fc.assert(
      fc.property(fc.dictionary(key, fc.integer({ min: 1 }), { noNullPrototype: true }), (given) => {
        const text = JSON.stringify(given);
        try {
          expect(parseExactJson(text)).toEqual(given);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('takes a key twice where all are written plainly, and throws for what is not JSON', () => {
    expect(parseExactJson('{"a":["\\n",{"b":1}],"a":2}')).toEqual({ a: 2 });
    expect(() => parseExactJson('{"a":[1],"\\u0061":2}')).toThrow('the key "a" cannot be read');
    expect(() => parseExactJson('{"a\\n"')).toThrow(SyntaxError);
  });
});

describe('misreadKey', () => {
  it.each([
    ['{"Us\\u0065r":1}', { 'Us\\u': 1 }, 'User'],
    ['[1,{"a":[{},{"b,":{"\\u0063":1}}]}]', [1, { a: [{}, { 'b,': { '\\': 1 } }] }], 'c'],
  ])('finds in %s what was read as another', (text, value, key) => {
    expect(misreadKey(text, value)).toBe(key);
  });

  it('finds nothing in what was read right, in any nesting and order', () => {
    const text = '{"2":[[],[{"a":"}"}]],"1":{"__proto__":{"b":[1,2]}},"\\n":null}';
    expect(misreadKey(text, JSON.parse(text))).toBeNull();
  });
});
