import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { displayWidth, fitTo, padTo, wrap } from '../../../src/reports/table/display-width.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', 'e\u0301', '日', '🙂', '👩‍💻', '-') });

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['한국', 4],
    ['🙂', 2],
    ['✓', 1],
    ['…', 1],
    ['', 0],
  ])('of %j is %i', (value, width) => {
    expect(displayWidth(value)).toBe(width);
  });
});

describe('padTo', () => {
  it('fills up to columns, not characters', () => {
    expect(padTo('日', 4)).toBe('日  ');
    expect(padTo('abcd', 2)).toBe('abcd');
  });
});

describe('fitTo', () => {
  it.each([
    ['abcdef', 4, 'abc…'],
    ['abcd', 4, 'abcd'],
    ['日本語', 4, '日…'],
    ['日本', 4, '日本'],
  ])('cuts %j to %i columns', (value, width, expected) => {
    expect(fitTo(value, width)).toBe(expected);
  });

  it('never takes more columns than there are', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (value, width) => {
        expect(displayWidth(fitTo(value, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('wrap', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['a verylongword b', 6, ['a', 'verylo', 'ngword', 'b']],
    ['short', 10, ['short']],
    ['', 10, ['']],
  ])('breaks %j at %i columns', (value, width, expected) => {
    expect(wrap(value, width)).toEqual(expected);
  });

  it('keeps every word, and every line within its columns', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 20 }), (value, width) => {
        const lines = wrap(value, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(value.replaceAll(' ', ''));
      }),
    );
  });
});
