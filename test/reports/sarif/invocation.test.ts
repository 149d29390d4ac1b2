import { describe, expect, it } from 'vitest';

import { sarifInvocation } from '../../../src/reports/sarif/invocation.ts';
import { failedReport, incompleteReport, sampleReport } from '../../support/sample-report.ts';

const all = { kept: 3, total: 3 };

describe('the SARIF invocation', () => {
  it('of a pass or a fail is a success without notifications', () => {
    for (const report of [sampleReport(), failedReport()]) {
      expect(sarifInvocation(report, all)).toEqual({
        executionSuccessful: true,
        startTimeUtc: report.startedAt,
        endTimeUtc: report.finishedAt,
      });
    }
  });

  it('of an incomplete run is none, and says what failed and what was not examined', () => {
    const { executionSuccessful, toolExecutionNotifications } = sarifInvocation(incompleteReport(), all);
    expect(executionSuccessful).toBe(false);
    expect(toolExecutionNotifications?.map(({ level, descriptor }) => [level, descriptor?.id])).toEqual([
      ['error', 'ADVISORIES_UNREACHABLE'],
      ['warning', 'NOT_EXAMINED'],
    ]);
  });

  it('says how many results were left out', () => {
    const { toolExecutionNotifications } = sarifInvocation(sampleReport(), { kept: 5000, total: 7001 });
    expect(toolExecutionNotifications?.[0]?.message.text).toMatch(
      /^5,000 findings of 7,001 are in this file/u,
    );
  });

  it('counts the unknowns that it does not list', () => {
    const unknowns = Array.from(
      { length: 80 },
      () => ({ step: 'inventory', place: 'a', reason: 'b' }) as const,
    );
    const { toolExecutionNotifications } = sarifInvocation(sampleReport({ unknowns }), all);
    expect(toolExecutionNotifications).toHaveLength(51);
    expect(toolExecutionNotifications?.at(-1)?.message.text).toBe('30 more things could not be examined.');
  });
});
