import { describe, expect, it } from 'vitest';

import type { JudgedFinding } from '../../../src/model/finding.ts';
import { findingGroup } from '../../../src/reports/table/finding-group.ts';
import { styleFor } from '../../../src/reports/table/style.ts';
import { sampleLint, sampleVulnerability } from '../../support/sample-report.ts';

function group(findings: readonly JudgedFinding[], maxRows = Infinity): readonly string[] {
  const category = findings[0]?.category ?? 'vulnerability';
  return findingGroup({ category, findings, style: styleFor(false), width: 120, maxRows });
}

describe('findingGroup', () => {
  it('shows package, versions and place of vulnerabilities, and marks what blocks', () => {
    const other = sampleVulnerability({ rule: 'CVE-1', severity: 'low', blocking: false, fixedIn: [] });
    expect(group([sampleVulnerability(), other])).toEqual([
      'Vulnerabilities (2, 1 blocking)',
      '     SEVERITY  ID             PACKAGE    INSTALLED  FIXED IN   WHERE',
      '  ✗  high      CVE-2019-1549  libssl1.1  1.1.1c-r0  1.1.1d-r0  layer 0 (base)',
      '     low       CVE-1          libssl1.1  1.1.1c-r0  no fix     layer 0 (base)',
    ]);
  });

  it('shows place and advice for everything else', () => {
    expect(group([sampleLint()])).toEqual([
      'Dockerfile (1, none blocking)',
      '     SEVERITY  RULE          WHERE         WHAT',
      '     medium    DF-USER-ROOT  Dockerfile:3  USER root makes every process run as root. Name a user without rights.',
    ]);
  });

  it('notes what is known to be exploited, and has no such column otherwise', () => {
    expect(group([sampleVulnerability({ kev: true })])[2]).toContain('exploited');
    expect(group([sampleVulnerability()])[1]).not.toContain('NOTE');
  });

  it('counts the rows that it was asked not to show', () => {
    const findings = ['CVE-1', 'CVE-2', 'CVE-3'].map((rule) => sampleVulnerability({ rule }));
    const lines = group(findings, 2);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('Vulnerabilities (3, all blocking)');
    expect(lines[4]).toBe('  … and 1 more (see the JSON report)');
  });
});
