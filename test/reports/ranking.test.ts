import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ranked, suppressed } from '../../src/reports/ranking.ts';
import { failedReport, sampleVulnerability } from '../support/sample-report.ts';

describe('ranked', () => {
  it.each([
    [
      'what blocks before what does not',
      { blocking: true, severity: 'low' },
      { blocking: false, severity: 'critical' },
    ],
    ['the worse severity', { severity: 'critical', score: 1 }, { severity: 'high', score: 9 }],
    ['low before unknown', { severity: 'low' }, { severity: 'unknown' }],
    ['what is known to be exploited', { kev: true, score: 1 }, { kev: false, score: 9 }],
    ['the higher score', { score: 8.9 }, { score: 8.8 }],
    ['a score before none', { score: 0.1 }, { score: null }],
    ['the lower rule id', { rule: 'CVE-1' }, { rule: 'CVE-2' }],
  ] as const)('puts %s first', (_, first, second) => {
    const a = sampleVulnerability(first);
    const b = sampleVulnerability(second);
    expect(ranked([b, a])).toEqual([a, b]);
    expect(ranked([a, b])).toEqual([a, b]);
  });

  it('leaves suppressed findings to `suppressed`', () => {
    const { findings } = failedReport();
    expect(ranked(findings)).toHaveLength(5);
    expect(suppressed(findings).map(({ rule }) => rule)).toEqual(['CVE-2020-0001']);
  });

  it('does not depend on the order in which findings came', () => {
    const { findings } = failedReport();
    fc.assert(
      fc.property(fc.shuffledSubarray([...findings], { minLength: findings.length }), (shuffled) => {
        expect(ranked(shuffled)).toEqual(ranked(findings));
      }),
    );
  });
});
