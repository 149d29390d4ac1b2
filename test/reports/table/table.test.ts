import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';

import { displayWidth } from '../../../src/reports/table/display-width.ts';
import { tableReport } from '../../../src/reports/table/table.ts';
import {
  failedReport,
  incompleteReport,
  sampleReport,
  sampleVulnerability,
} from '../../support/sample-report.ts';

describe('the table', () => {
  it('of a clean pass is three lines', () => {
    expect(tableReport.render(sampleReport()).split('\n')).toEqual([
      '✓ PASS  ghcr.io/org/app:1.2  no findings',
      '  linux/amd64 · Alpine Linux v3.10 · 2 layers · 1 package · sha256:aaaaaaaaaaaa',
      '  ✓ lint  ✓ image  ✓ inventory  ✓ vulnerabilities  ✓ hardening  - signatures (no trust rules are set)',
      '',
    ]);
  });

  it('of a fail begins and ends with the verdict, and gives its reasons', () => {
    const lines = tableReport.render(failedReport()).trimEnd().split('\n');
    expect(lines[0]).toBe('✗ FAIL  ghcr.io/org/app:1.2');
    expect(lines.slice(-2)).toEqual([
      '✗ FAIL  Blocked:',
      expect.stringMatching(/^ {2}- 2 vulnerabilities at or above high \(/u),
    ]);
    expect(lines).toContain('1 finding suppressed (see the JSON report)');
  });

  it('of an incomplete run says so, with hints, and never that there is nothing', () => {
    const text = tableReport.render(incompleteReport());
    expect(text).toMatch(/^\? INCOMPLETE {2}.* no findings in what was examined$/mu);
    expect(text).toContain(
      'Not examined (1)\n  Inventory: usr/lib/python3/x.dist-info/METADATA: it has no Version line',
    );
    expect(text).toContain('  - hint: Try again, or use a local folder of advisories.');
    expect(text).not.toMatch(/PASS|no findings$/mu);
  });

  it('of an incomplete run tells what is missing from what would block', () => {
    const { verdict } = failedReport();
    const reasons = [...verdict.reasons, ...incompleteReport().verdict.reasons];
    const text = tableReport.render(incompleteReport({ verdict: { result: 'incomplete', reasons } }));
    expect(text).toMatch(
      /examined:\n {2}- the vulnerabilities step.*\n {2}- hint.*\n {2}What was examined would be blocked:\n {2}- 2 vuln/u,
    );
  });

  it('of a pass with findings that do not block says why it passes', () => {
    const report = sampleReport({ findings: [sampleVulnerability({ blocking: false })] });
    expect(tableReport.render(report)).toMatch(/✓ PASS {2}Nothing blocks:\n {2}- examined lint/u);
  });

  it('without an image names the Dockerfile', () => {
    expect(tableReport.render(sampleReport({ subject: null }))).toMatch(
      /^✓ PASS {2}Dockerfile {2}no findings\n {2}✓ lint/u,
    );
  });

  it.each([60, 80, 100, 120])('keeps to a terminal of %i columns', (width) => {
    const component = {
      purl: 'pkg:a/b',
      name: 'a-package-with-a-very-long-name-日本語',
      version: '1.2.3-4ubuntu5.6+really7.8.9',
    };
    const report = failedReport({ findings: [sampleVulnerability({ component, rule: 'CVE-1' })] });
    for (const text of [
      tableReport.render(report, { width }),
      tableReport.render(incompleteReport(), { width }),
    ]) {
      for (const line of text.split('\n'))
        expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(width, 72));
    }
  });

  it('cuts nothing where no terminal says how wide it is', () => {
    const component = { purl: 'pkg:a/b', name: 'n'.repeat(100), version: '1' };
    expect(tableReport.render(failedReport({ findings: [sampleVulnerability({ component })] }))).toContain(
      'n'.repeat(100),
    );
  });

  it('has the same text with and without colour', () => {
    const color = tableReport.render(failedReport(), { color: true });
    expect(color).toContain('\u001b[');
    expect(stripVTControlCharacters(color)).toBe(tableReport.render(failedReport()));
  });

  it('counts the unknowns that it does not show', () => {
    const unknowns = Array.from({ length: 5 }, (_, index) => ({
      step: 'inventory' as const,
      place: `p${String(index)}`,
      reason: 'r',
    }));
    expect(tableReport.render(incompleteReport({ unknowns }), { maxRows: 2 })).toContain(
      '  … and 3 more (see the JSON report)',
    );
  });

  it('lets no line of an image begin a workflow command, even where it is wrapped', () => {
    const place = `${'x'.repeat(60)} ::error::y`;
    const text = tableReport.render(
      incompleteReport({ unknowns: [{ step: 'inventory', place, reason: 'r' }] }),
      { width: 60 },
    );
    expect(text).not.toMatch(/^\s*::/mu);
  });
});
