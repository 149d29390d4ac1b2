import { describe, expect, it } from 'vitest';

import { REPORTS } from '../../src/reports/index.ts';
import { REPORT_FORMATS } from '../../src/settings/settings.ts';
import { failedReport } from '../support/sample-report.ts';
import { hostileTrust } from '../support/sample-trust.ts';

describe('the list of reports', () => {
  it('holds every format that can be asked for, and no other', () => {
    expect(Object.keys(REPORTS).toSorted()).toEqual(REPORT_FORMATS.toSorted());
  });

  it.each(REPORT_FORMATS)('has %s under its own id', (format) => {
    expect(REPORTS[format].id).toBe(format);
  });

  it.each(REPORT_FORMATS)('draws %s the same every time, ended by one line feed', (format) => {
    const text = REPORTS[format].render(failedReport());
    expect(REPORTS[format].render(failedReport())).toBe(text);
    expect(text).toMatch(/[^\n]\n$/u);
  });

  it.each(REPORT_FORMATS)('draws no control character of an image in %s', (format) => {
    const hostile = '\u001b[2J\u202e\r\n::error::x##[error]<script>';
    const report = failedReport();
    const findings = report.findings.map((finding) => ({
      ...finding,
      title: hostile,
      message: hostile,
      component: { purl: hostile, name: hostile, version: hostile },
      location: { ...finding.location, path: hostile },
    }));
    const unknowns = [{ step: 'inventory', place: hostile, reason: hostile } as const];
    const signatures = [hostileTrust(hostile)];
    const text = REPORTS[format].render({ ...report, findings, unknowns, signatures });
    expect(text).not.toMatch(/[\u001b\u202e\r]|##\[/u);
    // Workflow commands are what this one is made of: then each line is one, and one of ours.
    if (format === 'annotations') expect(text).toMatch(/^(?:::(?:error|warning|notice) title=[^\n]*\n)+$/u);
    else expect(text).not.toMatch(/^\s*::/mu);
  });
});
