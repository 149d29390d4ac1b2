import { describe, expect, test } from 'vitest';
import { dfStyleAsCasing } from '../../../../src/checks/lint/rules/df-style-as-casing.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1 as x', ['as']],
    ['from a:1 AS x', ['AS']],
    ['FROM a:1 As x', ['As']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStyleAsCasing, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['FROM a:1 AS x', 'from a:1 as x', 'FROM a:1', 'From a:1 as x'])('%j', (text) => {
    expect(caughtBy(dfStyleAsCasing, text)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([
    ['FROM a:1 as x\nFROM x', 'FROM a:1 AS x\nFROM x'],
    ['from a:1 AS x', 'from a:1 as x'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfStyleAsCasing, text)).toBe(expected);
  });
});
