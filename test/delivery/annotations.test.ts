import { describe, expect, it } from 'vitest';

import { annotationLines } from '../../src/delivery/annotations.ts';
import { failedReport, sampleLint, sampleReport, sampleVulnerability } from '../support/sample-report.ts';

const { dockerfile } = sampleLint().location;

describe('annotationLines', () => {
  it('put lint on its line', () => {
    expect(annotationLines(sampleReport({ findings: [sampleLint()] }))).toEqual([
      '::warning title=DF-USER-ROOT,file=Dockerfile,line=3,endLine=3,col=1,endColumn=10::' +
        'The image runs as root. USER root makes every process run as root. Name a user without rights.',
    ]);
  });

  it('have no columns over several lines, which GitHub refuses', () => {
    const place = { path: 'Dockerfile', line: 3, column: 1, endLine: 5, endColumn: 10 };
    const finding = sampleLint({ location: { path: null, layer: null, dockerfile: place } });
    expect(annotationLines(sampleReport({ findings: [finding] }))[0]).toMatch(/,line=3,endLine=5::/u);
  });

  it.each([
    [{ blocking: true, severity: 'low' }, 'error'],
    [{ severity: 'high' }, 'warning'],
    [{ severity: 'low' }, 'notice'],
  ] as const)('of %j is %s', (over, level) => {
    expect(annotationLines(sampleReport({ findings: [sampleLint(over)] }))[0]).toMatch(
      new RegExp(`^::${level} `, 'u'),
    );
  });

  it('gather the vulnerabilities of one line, and leave out what does not block', () => {
    const location = { ...sampleVulnerability().location, dockerfile };
    const findings = ['CVE-1', 'CVE-2', 'CVE-3'].map((rule) =>
      sampleVulnerability({ rule, location, blocking: rule !== 'CVE-3', message: `About ${rule}.` }),
    );
    expect(annotationLines(sampleReport({ findings }))).toEqual([
      '::error title=2 vulnerabilities block,file=Dockerfile,line=3,endLine=3,col=1,endColumn=10::The worst of 2: About CVE-1.',
    ]);
  });

  it('are ten of each level at most, the worst', () => {
    const findings = Array.from({ length: 15 }, (_, index) =>
      sampleLint({ rule: `DF-${String(index)}`, severity: index === 14 ? 'critical' : 'medium' }),
    );
    const lines = annotationLines(sampleReport({ findings }));
    expect(lines).toHaveLength(10);
    expect(lines[0]).toContain('title=DF-14,');
  });

  it('leave room for the error that is the verdict, and give it to the worst', () => {
    const findings = Array.from({ length: 15 }, (_, index) =>
      sampleLint({ rule: `DF-${String(index)}`, blocking: true, severity: 'high' }),
    );
    const lines = annotationLines(
      sampleReport({ findings: [...findings, sampleVulnerability({ severity: 'critical' })] }),
    );
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(/^::error title=CVE-2019-1549::/u);
  });

  it('say nothing of suppressed findings', () => {
    expect(annotationLines(failedReport()).join('\n')).not.toContain('CVE-2020-0001');
  });

  it('cannot be left by what a Dockerfile says', () => {
    const finding = sampleLint({
      rule: 'X,file=/etc/passwd',
      title: 'a\n::error::b',
      location: {
        path: null,
        layer: null,
        dockerfile: { path: 'a,b::c\nd', line: 1, column: 1, endLine: 1, endColumn: 2 },
      },
    });
    const lines = annotationLines(sampleReport({ findings: [finding] }));
    expect(lines[0]).toMatch(/^::warning title=X%2Cfile=\/etc\/passwd,file=a%2Cb%3A%3Ac\\u\{a\}d,line=1/u);
    expect(lines.join('')).not.toContain('\n');
  });
});
