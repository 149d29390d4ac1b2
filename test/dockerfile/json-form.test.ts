import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonStringText, readJson } from '../../src/dockerfile/json-form.ts';
import type { SourceText } from '../../src/dockerfile/source-text.ts';
import { offsetOf } from '../../src/dockerfile/source-text.ts';

function source(text: string): SourceText {
  return { text, pieces: [{ at: 0, offset: 0 }], lines: [0] };
}

describe('the exec form', () => {
  test.each<[string, string[]]>([
    ['["a", "b c"]', ['a', 'b c']],
    ['[]', []],
    ['[ "\\u0041\\n" ]', ['A\n']],
  ])('%s', (text, values) => {
    expect(readJson('CMD', source(text))).toMatchObject({ kind: 'strings', values });
  });

  test.each([
    "['a']",
    '["a" "b"]',
    '["a",]',
    '["a"',
    '["a"] b',
    'a ["b"]',
    '{"a":1}',
    '"a"',
    '[ -f x ] && y',
  ])('%s is the shell form', (text) => {
    expect(readJson('CMD', source(text)).kind).toBe('none');
  });

  test.each(['[1]', '["a", null]', '[["a"]]'])('%s is refused', (text) => {
    expect(readJson('RUN', source(text)).kind).toBe('mixed');
  });

  test('HEALTHCHECK has it after CMD; USER has none', () => {
    expect(readJson('HEALTHCHECK', source('CMD ["a"]')).kind).toBe('strings');
    expect(readJson('USER', source('["a"]')).kind).toBe('none');
  });
});

test('any string is read back from its literal, each character at the end of its escape', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const literal = JSON.stringify(value);
      const text = jsonStringText(source(literal));
      expect(text.text).toBe(value);
      let last = 0;
      for (let at = 0; at < text.text.length; at += 1) {
        expect(offsetOf(text, at)).toBeGreaterThan(last);
        last = offsetOf(text, at);
      }
      expect(last).toBeLessThan(literal.length);
    }),
  );
});
