import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { distinctTakers } from '../../../src/checks/signatures/distinct.ts';

it.each([
  ['one offer for two', [['a'], ['a']], [true, false]],
  ['an offer for each', [['a'], ['b']], [true, true]],
  ['one that has to move', [['a', 'b'], ['a']], [true, true]],
  ['a chain of moves', [['a', 'b'], ['b', 'c'], ['a'], ['b']], [true, true, true, false]],
  ['nothing for one', [[], ['a']], [false, true]],
  ['none', [], []],
])('%s', (_, offers, expected) => {
  expect(distinctTakers(offers)).toEqual(expected);
});

it('serves as many as any other way would', () => {
  const offers = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }), { maxLength: 5 });
  fc.assert(
    fc.property(offers, (given) => {
      expect(distinctTakers(given).filter(Boolean)).toHaveLength(most(given, new Set()));
    }),
  );
});

/** By trying everything. */
function most([first, ...rest]: readonly (readonly string[])[], used: ReadonlySet<string>): number {
  if (first === undefined) return 0;
  const free = first.filter((offer) => !used.has(offer));
  return Math.max(most(rest, used), ...free.map((offer) => 1 + most(rest, new Set([...used, offer]))));
}
