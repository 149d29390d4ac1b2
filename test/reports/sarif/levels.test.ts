import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SEVERITIES, severityOfScore } from '../../../src/model/severity.ts';
import { levelOf, securitySeverity } from '../../../src/reports/sarif/levels.ts';

describe('levelOf', () => {
  it.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['unknown', 'warning'],
    ['low', 'note'],
    ['info', 'note'],
  ] as const)('%s is %s', (severity, level) => {
    expect(levelOf(severity)).toBe(level);
  });
});

describe('securitySeverity', () => {
  it.each([
    ['high', 7.5, '7.5'],
    ['high', 10, '10.0'],
    ['critical', null, '9.5'],
    ['low', 0, '2.0'],
    ['low', 0.04, '2.0'],
    ['unknown', null, '5.5'],
    ['info', null, null],
  ] as const)('of %s with score %s is %s', (severity, score, expected) => {
    expect(securitySeverity(severity, score)).toBe(expected);
  });

  it.each(['critical', 'high', 'medium', 'low'] as const)(
    'without a score lies in the band of %s',
    (severity) => {
      expect(severityOfScore(Number(securitySeverity(severity, null)))).toBe(severity);
    },
  );

  it('is a number above 0 and up to 10 for any score', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEVERITIES), fc.option(fc.double()), (severity, score) => {
        const value = securitySeverity(severity, score);
        if (value === null) return;
        expect(value).toMatch(/^\d{1,2}\.\d$/u);
        expect(Number(value)).toBeGreaterThan(0);
        expect(Number(value)).toBeLessThanOrEqual(10);
      }),
    );
  });
});
