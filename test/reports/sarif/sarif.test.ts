import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';

import type { Report } from '../../../src/model/report.ts';
import type { RenderOptions } from '../../../src/reports/report-format.ts';
import { sarifReport } from '../../../src/reports/sarif/sarif.ts';
import { githubSarifErrors } from '../../support/github-sarif-rules.ts';
import {
  failedReport,
  incompleteReport,
  sampleLint,
  sampleReport,
  sampleVulnerability,
} from '../../support/sample-report.ts';
import { sarifComplaints } from '../../support/sarif-validator.ts';

const OPTIONS: RenderOptions = { informationUri: 'https://github.com/example/image-gate' };

function logOf(report: Report, options = OPTIONS): Log {
  return JSON.parse(sarifReport.render(report, options)) as Log;
}

describe('the SARIF report', () => {
  it.each([
    ['a pass', sampleReport()],
    ['a fail', failedReport()],
    ['an incomplete run', incompleteReport()],
    ['a lint alone', sampleReport({ subject: null, findings: [sampleLint()] })],
  ])('of %s pleases the official validator and GitHub', async (_, report) => {
    const text = sarifReport.render(report, OPTIONS);
    expect(githubSarifErrors(text)).toEqual([]);
    expect(await sarifComplaints(text)).toEqual([]);
  });

  it('would be refused with a severity that is no number: the checks above can fail', async () => {
    const text = sarifReport.render(failedReport(), OPTIONS);
    expect(
      githubSarifErrors(text.replace('"security-severity":"7.5"', '"security-severity":"high"')),
    ).not.toEqual([]);
    expect(await sarifComplaints(text.replace('"version":"2.1.0"', '"version":"2.1.1"'))).not.toEqual([]);
    expect(await sarifComplaints(text.replace('"ruleIndex":0', '"ruleIndex":99'))).not.toEqual([]);
  });

  it('leaves suppressed findings out', () => {
    expect(sarifReport.render(failedReport())).not.toContain('CVE-2020-0001');
  });

  it('has one rule for a vulnerability in two packages', () => {
    const [run] = logOf(failedReport()).runs;
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toEqual([
      'CVE-2019-1549',
      'DF-USER-ROOT',
      'IC-HEALTHCHECK',
      'CVE-2019-1547',
    ]);
    expect(run?.results?.filter(({ ruleId }) => ruleId === 'CVE-2019-1549')).toHaveLength(2);
  });

  it('names tool, version and category', () => {
    const [run] = logOf(sampleReport()).runs;
    expect(run?.tool.driver).toMatchObject({ name: 'Image Gate', semanticVersion: '0.1.0' });
    expect(run?.automationDetails?.id).toBe('image-gate/ghcr.io/org/app/linux/amd64/');
    expect(logOf(sampleReport(), { category: 'mine' }).runs[0]?.automationDetails?.id).toBe('mine/');
  });

  it('keeps the worst 5,000 results, and says so', () => {
    const findings = Array.from({ length: 5002 }, (_, index) =>
      sampleVulnerability({ rule: `CVE-1-${String(index)}`, severity: 'low', score: null, blocking: false }),
    );
    const last = sampleVulnerability({ rule: 'CVE-2-1', severity: 'critical', blocking: true });
    const text = sarifReport.render(sampleReport({ findings: [...findings, last] }));
    const [run] = (JSON.parse(text) as Log).runs;
    expect(run?.results).toHaveLength(5000);
    expect(run?.results?.[0]?.ruleId).toBe('CVE-2-1');
    expect(run?.properties).toMatchObject({ findings: 5003, findingsLeftOut: 3 });
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.descriptor?.id).toBe('RESULTS_LEFT_OUT');
    expect(githubSarifErrors(text)).toEqual([]);
  });

  it('stays below what GitHub takes in compressed bytes', () => {
    const findings = Array.from({ length: 1500 }, (_, index) =>
      sampleVulnerability({ rule: `CVE-1-${String(index)}`, message: noise(index), references: [] }),
    );
    const [run] = logOf(sampleReport({ findings })).runs;
    expect(run?.results?.length).toBeGreaterThan(500);
    expect(run?.results?.length).toBeLessThan(1500);
    expect(run?.properties?.['findingsLeftOut']).toBe(1500 - (run?.results?.length ?? 0));
  });
});

/** Text that does not compress. */
function noise(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 3900 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCodePoint(0x4e00 + (state % 20_000));
  }).join('');
}
