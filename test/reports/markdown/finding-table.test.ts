import { describe, expect, it } from 'vitest';

import { findingTable } from '../../../src/reports/markdown/finding-table.ts';
import { sampleLint, sampleVulnerability } from '../../support/sample-report.ts';

describe('the table of findings', () => {
  it('has package and fix of a vulnerability, and what to do for everything else', () => {
    const lines = findingTable([sampleVulnerability(), sampleLint()], 10).split('\n');
    expect(lines.slice(2)).toEqual([
      '| 🔴 high | CVE-2019-1549 | <code>libssl1.1</code> 1.1.1c-r0 | 1.1.1d-r0 | <code>layer 0 &#40;base&#41;</code> |',
      '| 🟠 medium | DF-USER-ROOT | USER root makes every process run as root. Name a user without rights. |  | <code>Dockerfile:3</code> |',
    ]);
  });

  it('says that there is no fix, and what is known to be exploited', () => {
    const text = findingTable([sampleVulnerability({ fixedIn: [], kev: true })], 10);
    expect(text).toContain('| no fix |');
    expect(text).toContain('CVE-2019-1549 (exploited)');
  });

  it('cannot be left by the name of a package', () => {
    const component = { purl: 'x', name: '</code> | <b>x</b>\n| y', version: '`1`' };
    const line = findingTable([sampleVulnerability({ component })], 10).split('\n')[2] ?? '';
    expect(line.match(/\|/gu)).toHaveLength(6);
    expect(line).not.toContain('<b>');
  });

  it('counts what it leaves out', () => {
    expect(findingTable([sampleLint(), sampleLint(), sampleLint()], 1)).toContain('… and 2 more');
  });
});
