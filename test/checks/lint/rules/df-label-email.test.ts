import { describe, expect, test } from 'vitest';
import { dfLabelEmail } from '../../../../src/checks/lint/rules/df-label-email.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'email']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a="a"', ['a="a"']],
    ['LABEL a="a@"', ['a="a@"']],
    ['LABEL a="@b"', ['a="@b"']],
    ['LABEL a="a b@c.d"', ['a="a b@c.d"']],
    ['LABEL a="a..b@c.d"', ['a="a..b@c.d"']],
    ['LABEL a="<a@b.c>"', ['a="<a@b.c>"']],
    ['LABEL a="a@-b.c"', ['a="a@-b.c"']],
    ['LABEL a="a@b@c"', ['a="a@b@c"']],
    ['ARG V=a@b@c\nLABEL a=$V', ['a=$V']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelEmail, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a="a@b.c"',
    'LABEL a="a+b@c.d"',
    'LABEL a="a@b"',
    'LABEL a="a@[1.2.3.4]"',
    'LABEL a="a!b@c"',
    'LABEL c="a"',
    'LABEL a=$X',
    'ENV a="a"',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelEmail, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelEmail, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
