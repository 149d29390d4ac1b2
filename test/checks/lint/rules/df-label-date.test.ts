import { describe, expect, test } from 'vitest';
import { dfLabelDate } from '../../../../src/checks/lint/rules/df-label-date.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'rfc3339']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a="2024-01-02"', ['a="2024-01-02"']],
    ['LABEL a="2024-13-02T03:04:05Z"', ['a="2024-13-02T03:04:05Z"']],
    ['LABEL a="2023-02-29T00:00:00Z"', ['a="2023-02-29T00:00:00Z"']],
    ['LABEL a="2024-01-02T24:00:00Z"', ['a="2024-01-02T24:00:00Z"']],
    ['LABEL a="2024-01-02T03:04:05"', ['a="2024-01-02T03:04:05"']],
    ['LABEL a="2024-01-02T03:04:05+25:00"', ['a="2024-01-02T03:04:05+25:00"']],
    ['LABEL a="not"', ['a="not"']],
    ['ARG V=not\nLABEL a=$V', ['a=$V']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelDate, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a="2024-01-02T03:04:05Z"',
    'LABEL a="2024-01-02T03:04:05.123+01:00"',
    'LABEL a="2024-02-29T23:59:60z"',
    'LABEL c="2024-01-02"',
    'LABEL a=$X',
    'ENV a="2024-01-02"',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelDate, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelDate, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
