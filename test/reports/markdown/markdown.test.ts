import { describe, expect, it } from 'vitest';

import { markdownReport } from '../../../src/reports/markdown/markdown.ts';
import {
  failedReport,
  incompleteReport,
  sampleReport,
  sampleVulnerability,
} from '../../support/sample-report.ts';

const LIMIT = 1024 * 1024;

describe('the summary', () => {
  it('of a pass says so first', () => {
    const text = markdownReport.render(sampleReport());
    expect(text).toMatch(/^## ✅ Image Gate: PASS\n\n<code>ghcr.io\/org\/app:1.2<\/code>/u);
    expect(text).toContain('\nNo findings.\n');
  });

  it('of a fail has what blocks open, and the rest closed', () => {
    const text = markdownReport.render(failedReport());
    expect(text).toMatch(/^## ❌ Image Gate: FAIL/u);
    expect(text).toContain('### What blocks (2)');
    expect(text).toContain('<details><summary>Other findings, not blocking (3)</summary>');
    expect(text).toContain('<details><summary>Suppressed (1)</summary>');
    expect(text.indexOf('What blocks')).toBeLessThan(text.indexOf('Other findings'));
  });

  it('of an incomplete run never reads as a pass', () => {
    const text = markdownReport.render(incompleteReport());
    expect(text).toMatch(/^## ⚠️ Image Gate: INCOMPLETE/u);
    expect(text).toContain('### Not examined (1)');
    expect(text).not.toContain('PASS');
  });

  it('fits what GitHub takes, keeps the worst, and says what is left out', () => {
    const name = '&'.repeat(150);
    const findings = Array.from({ length: 8000 }, (_, index) =>
      sampleVulnerability({
        rule: `CVE-1-${String(index)}`,
        severity: 'low',
        component: { purl: 'x', name, version: '1' },
        blocking: index % 2 === 0,
      }),
    );
    const worst = sampleVulnerability({ rule: 'CVE-2-1', severity: 'critical' });
    const text = markdownReport.render(failedReport({ findings: [...findings, worst] }));
    expect(Buffer.byteLength(text)).toBeLessThan(LIMIT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(LIMIT / 2);
    expect(text).toContain('CVE-2-1');
    expect(text).toContain('### What blocks (4,001)');
    expect(text).toMatch(/… and [\d,]+ more, left out because GitHub shows no larger summary/u);
    expect(text).toContain('Code scanning takes 5,000 findings of one upload');
  });

  it('opens as many parts as it closes, whatever an image holds', () => {
    const report = failedReport({
      unknowns: [{ step: 'inventory', place: '</details><details>', reason: '<!--' }],
    });
    const text = markdownReport.render(report);
    expect(text.match(/<details>/gu)).toHaveLength(text.match(/<\/details>/gu)?.length ?? 0);
    expect(text).not.toMatch(/<!--(?! -->)/u);
  });
});
