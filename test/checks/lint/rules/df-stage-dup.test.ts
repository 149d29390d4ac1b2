import { describe, expect, test } from 'vitest';
import { dfStageDup } from '../../../../src/checks/lint/rules/df-stage-dup.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1 AS x\nFROM b:1 AS x', ['x']],
    ['FROM a:1 AS x\nFROM b:1 AS X', ['X']],
    ['FROM a:1 as x\nFROM a:1 as x\nFROM a:1 as x', ['x', 'x']],
    ['FROM a:1 AS x\nFROM a:1 AS y\nFROM a:1 AS y\nFROM a:1 AS x', ['y', 'x']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStageDup, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['FROM a:1 AS x\nFROM b:1 AS y', 'FROM a:1\nFROM a:1', 'FROM a:1 AS a\nFROM a'])('%j', (text) => {
    expect(caughtBy(dfStageDup, text)).toEqual([]);
  });
});
