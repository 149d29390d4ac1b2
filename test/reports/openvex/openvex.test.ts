import { describe, expect, it } from 'vitest';

import { openvexReport } from '../../../src/reports/openvex/openvex.ts';
import { readOpenVex } from '../../../src/vex/openvex.ts';
import { sampleReport, sampleVulnerability } from '../../support/sample-report.ts';

function suppressedBy(by: 'vex' | 'exception', reason: string, more: object = {}) {
  return sampleVulnerability({
    suppressed: { by, reason, owner: null, expires: null, ...more },
    blocking: false,
  });
}

describe('the OpenVEX report', () => {
  const report = sampleReport({
    findings: [
      suppressedBy('vex', 'code not present (a.json by Ann)'),
      suppressedBy('exception', 'behind a proxy', { owner: 'team', expires: '2026-12-31' }),
      sampleVulnerability(),
    ],
  });
  const text = openvexReport.render(report);

  it('says what was decided: VEX as not affected, an accepted risk as affected', () => {
    const { statements } = JSON.parse(text) as { statements: { status: string }[] };
    expect(statements).toEqual([
      expect.objectContaining({
        status: 'affected',
        action_statement: 'Accepted by team, until 2026-12-31: behind a proxy',
      }),
      expect.objectContaining({
        status: 'not_affected',
        impact_statement: 'code not present (a.json by Ann)',
      }),
    ]);
  });

  it('is a document that we read ourselves', () => {
    expect(readOpenVex(text, 'x').map(({ status }) => status)).toEqual(['affected', 'not_affected']);
  });

  it('is about this image: another that has the package too is not meant', () => {
    const { statements } = JSON.parse(text) as { statements: { products: object[] }[] };
    const purl = sampleVulnerability().component?.purl;
    expect(statements[0]?.products).toMatchObject([
      { '@id': expect.stringMatching(/^pkg:oci\/.*@sha256/u), subcomponents: [{ '@id': purl }] },
    ]);
  });

  it('is the same for the same report', () => {
    expect(openvexReport.render(report)).toBe(text);
  });

  it('is empty where nothing was decided', () => {
    expect(JSON.parse(openvexReport.render(sampleReport()))).toMatchObject({ statements: [] });
  });
});
