import { describe, expect, it } from 'vitest';

import { jsonReport } from '../../src/reports/json.ts';
import { reportSchemaErrors } from '../support/report-schema.ts';
import { failedReport, incompleteReport, sampleReport } from '../support/sample-report.ts';
import { distrustedImage, sampleEvidence, sampleTrust } from '../support/sample-trust.ts';

const UNASKED = sampleTrust({
  digest: null,
  rule: null,
  mode: null,
  threshold: 0,
  result: 'unavailable',
  authorities: [],
  evidence: [],
});

describe('the JSON report', () => {
  it.each([
    ['a pass', sampleReport()],
    ['a fail', failedReport()],
    ['an incomplete run', incompleteReport()],
    ['a run with signatures', sampleReport({ signatures: [sampleTrust(), distrustedImage()] })],
    ['an image that nobody could ask about', sampleReport({ signatures: [UNASKED] })],
    ['a run without an image', sampleReport({ subject: null, dockerfile: null, components: [] })],
  ])('of %s is valid by the published schema', (_, report) => {
    expect(reportSchemaErrors(jsonReport.render(report))).toEqual([]);
  });

  it('holds the whole report, suppressed findings too', () => {
    const report = failedReport();
    expect(JSON.parse(jsonReport.render(report))).toEqual(report);
  });

  it.each([
    ['a key that is not known', { ...sampleReport(), extra: 1 }],
    ['no word of signatures', { ...sampleReport(), signatures: undefined }],
    ['a signature of an unknown kind', trusting({ evidence: [{ ...sampleEvidence(), kind: 'gpg' }] })],
    ['a result that is not known', trusting({ result: 'maybe' })],
    [
      'a refusal without a code',
      trusting({ attestations: [{ name: 'a', predicateTypes: [], refusal: {} }] }),
    ],
    ['a time that is none', trusting({ evidence: [sampleEvidence({ signedAt: 'today' })] })],
    ['another version', { ...sampleReport(), schemaVersion: 2 }],
    ['a severity that is not known', failedWith({ severity: 'bad' })],
    ['a score above ten', failedWith({ score: 11 })],
    [
      'a line before the first',
      failedWith({
        location: {
          path: null,
          layer: null,
          dockerfile: { path: 'D', line: 0, column: 1, endLine: 1, endColumn: 1 },
        },
      }),
    ],
  ])('is refused by the schema with %s', (_, report) => {
    expect(reportSchemaErrors(JSON.stringify(report))).not.toEqual([]);
  });
});

function failedWith(over: object): object {
  const report = failedReport();
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, ...over })) };
}

function trusting(over: object): object {
  return { ...sampleReport(), signatures: [{ ...sampleTrust(), ...over }] };
}
