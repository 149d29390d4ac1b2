import { describe, expect, test } from 'vitest';
import { dfStyleStageCasing } from '../../../../src/checks/lint/rules/df-style-stage-casing.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1 AS Build', ['Build']],
    ['FROM a:1 AS x\nFROM x AS B', ['B']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStyleStageCasing, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['FROM a:1 AS build', 'FROM a:1', 'FROM A:1 AS x'])('%j', (text) => {
    expect(caughtBy(dfStyleStageCasing, text)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([['FROM a:1 AS Build\nFROM Build', 'FROM a:1 AS build\nFROM Build']])('%j', (text, expected) => {
    expect(fixedBy(dfStyleStageCasing, text)).toBe(expected);
  });
});
