import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { editDistance, nearest } from '../../src/util/nearest.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 8 });

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', '', 3],
    ['high', 'hgih', 1],
    ['high', 'hih', 1],
    ['high', 'highh', 1],
    ['high', 'nigh', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('between %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, and zero only for equal words', () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('is at most one after one insertion, deletion or swap', () => {
    fc.assert(
      fc.property(letters, fc.nat(), (word, place) => {
        const i = word.length === 0 ? 0 : place % word.length;
        const swapped = `${word.slice(0, i)}${word.slice(i + 1, i + 2)}${word.slice(i, i + 1)}${word.slice(i + 2)}`;
        for (const other of [
          `${word.slice(0, i)}x${word.slice(i)}`,
          word.slice(0, i) + word.slice(i + 1),
          swapped,
        ]) {
          expect(editDistance(word, other)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('nearest', () => {
  const names = ['fail-on', 'only-fixed', 'checks', 'cache', 'cache-to'];

  it.each([
    ['fial-on', 'fail-on'],
    ['FAIL_ON', 'fail-on'],
    ['chekcs', 'checks'],
    ['fail-on-severity', 'fail-on'],
    ['only', 'only-fixed'],
    ['cach', 'cache'],
  ])('%j was meant to be %j', (given, wanted) => {
    expect(nearest(given, names)).toBe(wanted);
  });

  it.each(['', 'zzzzzz', 'x'.repeat(10_000)])('finds nothing near %j', (given) => {
    expect(nearest(given, names)).toBeNull();
  });
});
