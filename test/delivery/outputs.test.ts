import { describe, expect, it } from 'vitest';

import { outputsOf, outputText } from '../../src/delivery/outputs.ts';
import type { Delivered } from '../../src/delivery/outputs.ts';
import { OUTPUTS } from '../../src/settings/outputs.ts';
import { parseOutputs } from '../support/outputs.ts';
import { failedReport, sampleReport, sampleVulnerability } from '../support/sample-report.ts';

const DELIVERED: Delivered = {
  verdict: 'fail',
  sarifFile: 'a.sarif',
  sarifId: 'id',
  category: 'c/',
  reportFile: 'r.json',
  sbomFile: 's.cdx.json',
  summaryFile: 's.md',
};

describe('outputsOf', () => {
  it('are those that action.yml declares', () => {
    expect(Object.keys(outputsOf(failedReport(), DELIVERED)).toSorted()).toEqual(
      Object.keys(OUTPUTS).toSorted(),
    );
  });

  it('count what is not suppressed, by severity and category', () => {
    expect(outputsOf(failedReport(), DELIVERED)).toMatchObject({
      verdict: 'fail',
      digest: `sha256:${'a'.repeat(64)}`,
      'image-id': `sha256:${'b'.repeat(64)}`,
      critical: '0',
      high: '2',
      medium: '1',
      low: '1',
      unknown: '1',
      vulnerability: '3',
      lint: '1',
      hardening: '1',
      signature: '0',
    });
  });

  it('are empty where there is nothing to name', () => {
    const outputs = outputsOf(sampleReport({ subject: null }), DELIVERED);
    expect([outputs['digest'], outputs['image-id'], outputs['blocking']]).toEqual(['', '', '[]']);
  });

  it('list what blocks, with package and fix', () => {
    const list = JSON.parse(outputsOf(failedReport(), DELIVERED)['blocking'] ?? '') as unknown[];
    expect(list).toHaveLength(2);
    expect(list[1]).toMatchObject({
      rule: 'CVE-2019-1549',
      severity: 'high',
      package: { purl: 'pkg:apk/alpine/libssl1.1@1.1.1c-r0', version: '1.1.1c-r0' },
      fixedIn: ['1.1.1d-r0'],
      where: 'layer 0 (base)',
    });
  });

  it('stay below the size that GitHub takes, still as JSON, the worst kept', () => {
    const findings = Array.from({ length: 3000 }, (_, index) =>
      sampleVulnerability({ rule: `CVE-1-${String(index)}`, title: 'x'.repeat(300), severity: 'low' }),
    );
    const worst = sampleVulnerability({ rule: 'CVE-2-1', severity: 'critical' });
    const { blocking = '' } = outputsOf(sampleReport({ findings: [...findings, worst] }), DELIVERED);
    expect(blocking.length * 2).toBeLessThan(1_000_000);
    const list = JSON.parse(blocking) as { rule: string }[];
    expect(list.length).toBeGreaterThan(500);
    expect(list[0]?.rule).toBe('CVE-2-1');
  });
});

describe('outputText', () => {
  it('reads back as the same outputs', () => {
    const outputs = { a: '1', b: '', c: 'two\nlines' };
    expect(Object.fromEntries(parseOutputs(outputText(outputs)))).toEqual(outputs);
  });

  it('lets no value begin another output', () => {
    const value = 'x\nghadelimiter\nverdict<<E\npass\nE\n';
    expect([...parseOutputs(outputText({ digest: value })).keys()]).toEqual(['digest']);
  });

  it('has another delimiter every time', () => {
    expect(outputText({ a: '1' })).not.toBe(outputText({ a: '1' }));
  });
});
