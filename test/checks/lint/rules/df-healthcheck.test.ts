import { describe, expect, test } from 'vitest';
import { dfHealthcheck } from '../../../../src/checks/lint/rules/df-healthcheck.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1', ['FROM']],
    ['FROM a:1 AS x\nHEALTHCHECK CMD a\nFROM b:1', ['FROM']],
    ['FROM a:1 AS x\nFROM b:1\nHEALTHCHECK CMD a', ['FROM']],
    ['FROM a:1\nONBUILD HEALTHCHECK CMD a', ['FROM']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfHealthcheck, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM a:1\nHEALTHCHECK CMD a',
    'FROM a:1\nHEALTHCHECK NONE',
    'FROM a:1 AS x\nHEALTHCHECK CMD a\nFROM x',
    'FROM a:1 AS x\nHEALTHCHECK CMD a\nFROM X AS y\nFROM y',
    'FROM a:1 AS x\nFROM x\nHEALTHCHECK CMD a',
    'FROM a:1 AS build\nFROM b:1\nCOPY --from=build /x /y\nHEALTHCHECK CMD a',
  ])('%j', (text) => {
    expect(caughtBy(dfHealthcheck, text)).toEqual([]);
  });
});
