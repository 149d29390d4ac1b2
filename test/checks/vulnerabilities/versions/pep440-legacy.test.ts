import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareLegacy, legacyKey } from '../../../../src/checks/vulnerabilities/versions/pep440-legacy.ts';

it.each([
  ['2004b', '2004d'],
  ['0.9-a', '0.10-a'],
  ['1.0-custom', '1.0-custom2'],
  ['x-dev', 'x-a'],
  ['x-preview', 'x'],
])('%s comes before %s', (a, b) => {
  expect(compareLegacy(legacyKey(a), legacyKey(b))).toBeLessThan(0);
  expect(compareLegacy(legacyKey(b), legacyKey(a))).toBeGreaterThan(0);
});

it('is not misled by the names of built-in properties', () => {
  expect(legacyKey('constructor')).toEqual(['constructor', 'final']);
});

it('is the same only for the same parts', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9.-]{0,10}$/u), (text) => {
      expect(compareLegacy(legacyKey(text), legacyKey(text))).toBe(0);
      expect(compareLegacy(legacyKey(text), legacyKey(`${text}9z`))).not.toBe(0);
    }),
  );
});
