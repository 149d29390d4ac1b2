import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removePattern, replacePattern } from '../../src/dockerfile/pattern.ts';

describe('removing', () => {
  test.each([
    ['a.b.c', '*.', false, false, 'b.c'],
    ['a.b.c', '*.', false, true, 'c'],
    ['a.b.c', '.*', true, false, 'a.b'],
    ['a.b.c', '.*', true, true, 'a'],
    ['abc', '?', false, false, 'bc'],
    ['abc', 'x', false, false, 'abc'],
    ['a*b', 'a\\*', false, false, 'b'],
    ['😀b', '?', false, false, 'b'],
  ])('%s without %s', (value, pattern, atEnd, greedy, expected) => {
    expect(removePattern(value, pattern, { atEnd, greedy })).toBe(expected);
  });

  test('a pattern that ends in an escape, or escapes a letter, cannot be read', () => {
    expect(removePattern('a', 'a\\', { atEnd: false, greedy: false })).toBeNull();
    expect(removePattern('a', '\\a', { atEnd: false, greedy: false })).toBeNull();
  });

  test('what is left is the end, or the start, of the value', () => {
    const pattern = fc.stringMatching(/^[ab*?]{0,8}$/u);
    fc.assert(
      fc.property(
        fc.stringMatching(/^[abc]{0,20}$/u),
        pattern,
        fc.boolean(),
        fc.boolean(),
        (value, p, atEnd, greedy) => {
          const left = removePattern(value, p, { atEnd, greedy }) ?? 'none';
          expect(atEnd ? value.startsWith(left) : value.endsWith(left)).toBe(true);
        },
      ),
    );
  });

  test('the greedy form never leaves more', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[abc]{0,20}$/u),
        fc.stringMatching(/^[ab*?]{0,8}$/u),
        (value, pattern) => {
          const short = removePattern(value, pattern, { atEnd: false, greedy: false }) ?? '';
          const long = removePattern(value, pattern, { atEnd: false, greedy: true }) ?? '';
          expect(long.length).toBeLessThanOrEqual(short.length);
        },
      ),
    );
  });
});

describe('replacing', () => {
  test.each([
    ['a.b.c', '.', '-', false, 'a-b.c'],
    ['a.b.c', '.', '-', true, 'a-b-c'],
    ['a.b.c', '.*', '', false, 'a'],
    ['abc', 'x', 'y', true, 'abc'],
    ['a/b', '\\/', '_', false, 'a_b'],
  ])('%s: %s by "%s"', (value, pattern, replacement, all, expected) => {
    expect(replacePattern(value, pattern, { replacement, all })).toBe(expected);
  });
});

test('a pattern of many stars on a long value is refused instead of taking for ever', () => {
  const value = 'a'.repeat(60_000);
  expect(removePattern(value, '*a'.repeat(1000), { atEnd: false, greedy: true })).toBeNull();
  expect(replacePattern(value, '*b', { replacement: '', all: true })).toBeNull();
});
