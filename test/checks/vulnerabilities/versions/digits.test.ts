import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDigits, compareText } from '../../../../src/checks/vulnerabilities/versions/digits.ts';

it('compares runs of digits as numbers of any size', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }), fc.bigInt({ min: 0n }), fc.nat({ max: 3 }), (a, b, zeros) => {
      const expected = a === b ? 0 : a < b ? -1 : 1;
      expect(Math.sign(compareDigits('0'.repeat(zeros) + String(a), String(b)))).toBe(expected);
    }),
  );
});

it('takes an empty run as zero', () => {
  expect(compareDigits('', '0')).toBe(0);
  expect(compareDigits('', '1')).toBeLessThan(0);
});

it('compares text by code units, not by language', () => {
  expect(compareText('Z', 'a')).toBe(-1);
  expect(compareText('b', 'a')).toBe(1);
  expect(compareText('a', 'a')).toBe(0);
});
