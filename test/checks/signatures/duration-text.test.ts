import { expect, it } from 'vitest';
import { durationText } from '../../../src/checks/signatures/duration-text.ts';

const HOUR = 3_600_000;

it.each([
  [24 * HOUR, '1 day'],
  [7 * 24 * HOUR, '7 days'],
  [36 * HOUR, '36 hours'],
  [12 * HOUR, '12 hours'],
  [HOUR, '1 hour'],
  [0, '0 hours'],
])('%d ms are told as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
