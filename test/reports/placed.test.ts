import { describe, expect, it } from 'vitest';

import { placedEntries } from '../../src/reports/placed.ts';
import { failedReport, incompleteReport, sampleLint, sampleReport } from '../support/sample-report.ts';

describe('entries with a place', () => {
  it('are the findings that count, the worst first, with the line in the Dockerfile', () => {
    const entries = placedEntries(failedReport());
    expect(entries.map(({ rule }) => rule)).not.toContain('CVE-2020-0001');
    expect(entries[0]).toMatchObject({ rule: 'CVE-2019-1549', blocking: true, path: 'lib/apk/db/installed' });
    expect(entries.find(({ rule }) => rule === 'DF-USER-ROOT')).toMatchObject({
      path: 'Dockerfile',
      range: { line: 3, column: 1, endLine: 3, endColumn: 10 },
    });
  });

  it('have keys of their own, also when two findings have one id', () => {
    const keys = placedEntries(sampleReport({ findings: [sampleLint(), sampleLint()] })).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('say what failed and what was not examined', () => {
    const entries = placedEntries(incompleteReport());
    expect(entries.map(({ rule, path }) => [rule, path])).toEqual([
      ['NOT_EXAMINED', 'ghcr.io/org/app:1.2'],
      ['NOT_EXAMINED', 'usr/lib/python3/x.dist-info/METADATA'],
    ]);
  });

  it.each([
    ['a/Dockerfile:3:7', 'a/Dockerfile', 3],
    ['C:/x:3:7', 'C:/x', 3],
    ['a/Dockerfile', 'a/Dockerfile', undefined],
  ])('read the place %s of something that lint did not examine', (place, path, line) => {
    const [entry] = placedEntries(sampleReport({ unknowns: [{ step: 'lint', place, reason: 'x' }] }));
    expect([entry?.path, entry?.range?.line]).toEqual([path, line]);
  });
});
