import { describe, expect, test } from 'vitest';
import { dfStageReserved } from '../../../../src/checks/lint/rules/df-stage-reserved.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1 AS scratch', ['scratch']],
    ['FROM a:1 AS context', ['context']],
    ['FROM a:1 AS Scratch', ['Scratch']],
    ['FROM a:1 AS x\nFROM x AS context', ['context']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStageReserved, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM a:1 AS scratchy',
    'FROM a:1 AS contexts',
    'FROM scratch AS x',
    'FROM context',
    'FROM a:1',
  ])('%j', (text) => {
    expect(caughtBy(dfStageReserved, text)).toEqual([]);
  });
});
