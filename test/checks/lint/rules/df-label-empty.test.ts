import { describe, expect, test } from 'vitest';
import { dfLabelEmpty } from '../../../../src/checks/lint/rules/df-label-empty.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'text']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a=""', ['a=""']],
    ['LABEL a=', ['a=']],
    ["LABEL a=''", ["a=''"]],
    ['ARG V=\nLABEL a=$V', ['a=$V']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelEmpty, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['LABEL a=x', 'LABEL c=""', 'LABEL a=$X', 'LABEL a=" "'])('%j', (text) => {
    expect(caughtBy(dfLabelEmpty, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelEmpty, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
