import { expect, test } from 'vitest';
import { readTrivyIgnore } from '../../../../src/checks/lint/ignoring/trivy.ts';

test.each<[string, [string, string | null][]]>([
  ['trivy:ignore:DS-0002', [['DS-0002', null]]],
  ['trivy:ignore:AVD-DS-0002', [['DS-0002', null]]],
  ['trivy:ignore:DS002', [['DS-0002', null]]],
  ['trivy:ignore:ds-0026:exp:2030-01-31', [['DS-0026', '2030-01-31']]],
  [
    'trivy:ignore:DS-0002 trivy:ignore:DS-0013',
    [
      ['DS-0002', null],
      ['DS-0013', null],
    ],
  ],
  ['trivy:ignore:AVD-AWS-0001', [['AVD-AWS-0001', null]]],
])('%s counts for the instruction', (text, expected) => {
  const read = readTrivyIgnore(text);
  expect(read.flatMap(({ ids, until }) => ids.map((id) => [id, until]))).toEqual(expected);
  expect(read.every(({ scope }) => scope === 'instruction')).toBe(true);
});

test.each(['see trivy:ignore:DS-0002', 'trivy ignores DS-0002', 'trivy:ignore:'])(
  '%s is an ordinary comment',
  (text) => {
    expect(readTrivyIgnore(text)).toEqual([]);
  },
);
