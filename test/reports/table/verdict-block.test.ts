import { describe, expect, it } from 'vitest';

import { styleFor } from '../../../src/reports/table/style.ts';
import { bullet, verdictBanner, verdictBlock } from '../../../src/reports/table/verdict-block.ts';
import { failedReport, incompleteReport, sampleReport } from '../../support/sample-report.ts';

const STYLE = styleFor(false);

describe('the verdict', () => {
  it.each([
    [sampleReport(), '✓ PASS'],
    [failedReport(), '✗ FAIL'],
    [incompleteReport(), '? INCOMPLETE'],
  ])('has a mark and a word', (report, text) => {
    expect(verdictBanner(report, STYLE)).toBe(text);
  });

  it('has its reasons, what would block besides, and each hint once', () => {
    const reasons = [...failedReport().verdict.reasons, ...incompleteReport().verdict.reasons];
    const [failed] = incompleteReport().steps.filter(({ status }) => status === 'failed');
    const steps = failed === undefined ? [] : [failed, failed];
    const report = incompleteReport({ steps, verdict: { result: 'incomplete', reasons } });
    const lines = verdictBlock(report, STYLE, 200).map((line) => line.slice(0, 30));
    expect(lines).toEqual([
      '? INCOMPLETE  No verdict, beca',
      '  - the vulnerabilities step f',
      '  - hint: Try again, or use a ',
      '  What was examined would be b',
      '  - 2 vulnerabilities at or ab',
    ]);
  });

  it('is wrapped behind its dash, harmless in a job log', () => {
    expect(bullet('aaaa ::bb\u001b', 9)).toEqual(['  - aaaa', '    \u2237bb\\', '    u{1b}']);
  });
});
