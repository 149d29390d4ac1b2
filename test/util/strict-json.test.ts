import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStrictJson } from '../../src/util/strict-json.ts';

describe('parseStrictJson', () => {
  it('gives what JSON.parse gives for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const read = parseStrictJson(text);
        if (read.ok) expect(read.value).toEqual(JSON.parse(text));
        // A key with an escape may be one that V8 reads wrong.
        else
          expect([read.why, text]).toEqual([
            expect.stringContaining('cannot be read'),
            expect.stringContaining('\\'),
          ]);
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1},"a" : 2}', 'a'],
    ['[{"x":[]},{"x":{"y":1,"y":1}}]', 'y'],
    ['{"User":"1","\\u0055ser":"2"}', 'User'],
    ['{"\\"":1,"\\"":2}', '"'],
    ['{"":1,"":2}', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ])('refuses %s', (text, key) => {
    expect(parseStrictJson(text)).toEqual({ ok: false, why: `the key "${key}" is there twice` });
  });

  it.each(['{"a":"a","b":"a"}', '{"a":{"a":{"a":1}}}', '["a","a"]', '{"a":["a","a"],"b":"\\"a\\":"}', '"a"'])(
    'takes %s',
    (text) => {
      expect(parseStrictJson(text).ok).toBe(true);
    },
  );

  it('refuses a key with an escape that JSON.parse takes for one it has met before', () => {
    // What this does to JSON.parse is a fault of V8: where it is mended the text is read as it should be.
    parseStrictJson('{"x":1,"Us\\\\u":1}');
    const read = parseStrictJson('{"x":1,"Us\\u0065r":1}');
    expect(read).toEqual(
      read.ok ? { ok: true, value: { x: 1, User: 1 } } : { ok: false, why: 'the key "User" cannot be read' },
    );
  });

  it('refuses what is not JSON', () => {
    expect(parseStrictJson('{')).toEqual({ ok: false, why: 'it is not JSON' });
  });

  it('finds a key that is added again anywhere', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(object, fc.nat(), (value, pick) => {
        const keys = Object.keys(value);
        const key = JSON.stringify(keys[pick % keys.length]);
        const text = `${JSON.stringify(value).slice(0, -1)},${key}:null}`;
        expect(parseStrictJson(text).ok).toBe(false);
      }),
    );
  });
});
