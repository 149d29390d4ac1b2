import { describe, expect, it } from 'vitest';

import { codeclimateReport } from '../../src/reports/codeclimate.ts';
import { incompleteReport, sampleLint, sampleReport } from '../support/sample-report.ts';

function issues(...findings: ReturnType<typeof sampleLint>[]): Record<string, unknown>[] {
  return JSON.parse(codeclimateReport.render(sampleReport({ findings })));
}

describe('the codeclimate report', () => {
  it('is a list of issues as GitLab takes them', () => {
    expect(issues(sampleLint({ message: 'What.' }))).toEqual([
      {
        type: 'issue',
        check_name: 'DF-USER-ROOT',
        description: 'What.',
        categories: ['Security'],
        severity: 'major',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/u),
        location: { path: 'Dockerfile', lines: { begin: 3, end: 3 } },
      },
    ]);
  });

  it.each([
    ['critical', false, 'critical'],
    ['low', false, 'minor'],
    ['info', false, 'info'],
    ['low', true, 'blocker'],
  ] as const)('shows %s, blocking %s, as %s', (severity, blocking, level) => {
    expect(issues(sampleLint({ severity, blocking }))[0]?.['severity']).toBe(level);
  });

  it('gives every issue a fingerprint of its own', () => {
    const all = issues(sampleLint(), sampleLint(), sampleLint({ rule: 'DF-X' }));
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it('holds what was not examined', () => {
    const text = codeclimateReport.render(incompleteReport());
    expect(JSON.parse(text)).toMatchObject([{ check_name: 'NOT_EXAMINED' }, { check_name: 'NOT_EXAMINED' }]);
  });
});
