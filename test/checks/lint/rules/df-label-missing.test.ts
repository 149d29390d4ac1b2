import { describe, expect, test } from 'vitest';
import { dfLabelMissing } from '../../../../src/checks/lint/rules/df-label-missing.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const labelSchema = new Map([
  ['a', 'text'],
  ['b', 'url'],
] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1', ['FROM', 'FROM']],
    ['FROM a:1\nLABEL a=x', ['FROM']],
    ['FROM a:1 AS x\nLABEL a=1 b=2\nFROM b:1', ['FROM', 'FROM']],
    ['FROM a:1\nONBUILD LABEL a=1 b=2', ['FROM', 'FROM']],
    ['FROM a:1 AS x\nFROM b:1\nLABEL a=1 b=2', ['FROM', 'FROM']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelMissing, text, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM a:1\nLABEL a=x b=y',
    'FROM a:1\nLABEL "a"=x\nLABEL b y',
    'FROM a:1 AS x\nLABEL a=1\nFROM x\nLABEL b=2',
    'FROM a:1 AS x\nLABEL a=1 b=2\nFROM x AS y\nFROM y',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelMissing, text, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelMissing, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
