import { describe, expect, test } from 'vitest';
import { dfLabelVersion } from '../../../../src/checks/lint/rules/df-label-version.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'semver']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a="1.2"', ['a="1.2"']],
    ['LABEL a="v1.2.3"', ['a="v1.2.3"']],
    ['LABEL a="01.2.3"', ['a="01.2.3"']],
    ['LABEL a="1.2.3-"', ['a="1.2.3-"']],
    ['LABEL a="1.2.3.4"', ['a="1.2.3.4"']],
    ['LABEL a="latest"', ['a="latest"']],
    ['LABEL a="1.2.3-01"', ['a="1.2.3-01"']],
    ['LABEL a="1.2.3-rc..1"', ['a="1.2.3-rc..1"']],
    ['ARG V=1.2.3-rc..1\nLABEL a=$V', ['a=$V']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelVersion, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a="1.2.3"',
    'LABEL a="1.2.3-rc.1+b.2"',
    'LABEL a="1.2.3-0a"',
    'LABEL a="0.0.0"',
    'LABEL a="1.2.3+01"',
    'LABEL c="1.2"',
    'LABEL a=$X',
    'ENV a="1.2"',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelVersion, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelVersion, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
