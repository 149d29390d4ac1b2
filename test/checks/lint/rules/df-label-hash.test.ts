import { describe, expect, test } from 'vitest';
import { dfLabelHash } from '../../../../src/checks/lint/rules/df-label-hash.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'hash']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a="aaaaaa"', ['a="aaaaaa"']],
    ['LABEL a="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"', ['a="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"']],
    ['LABEL a="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"', ['a="AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"']],
    ['LABEL a="gggggggggggggggggggggggggggggggggggggggg"', ['a="gggggggggggggggggggggggggggggggggggggggg"']],
    ['LABEL a="aaaaaaaaaaaa"', ['a="aaaaaaaaaaaa"']],
    ['LABEL a="master"', ['a="master"']],
    ['ARG V=master\nLABEL a=$V', ['a=$V']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelHash, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a="aaaaaaa"',
    'LABEL a="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
    'LABEL a="0000000000000000000000000000000000000000000000000000000000000000"',
    'LABEL c="aaaaaa"',
    'LABEL a=$X',
    'ENV a="aaaaaa"',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelHash, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelHash, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
