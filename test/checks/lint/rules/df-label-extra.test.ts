import { describe, expect, test } from 'vitest';
import { dfLabelExtra } from '../../../../src/checks/lint/rules/df-label-extra.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'text']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: true } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL c=x', ['c']],
    ['LABEL a=x c=y', ['c']],
    ['LABEL A=x', ['A']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelExtra, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['LABEL a=x', 'LABEL "a"=x', 'ONBUILD LABEL c=x', 'RUN x'])('%j', (text) => {
    expect(caughtBy(dfLabelExtra, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelExtra, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
