import { describe, expect, test } from 'vitest';
import { dfLabelUrl } from '../../../../src/checks/lint/rules/df-label-url.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'url']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a="a.b"', ['a="a.b"']],
    ['LABEL a="/a/b"', ['a="/a/b"']],
    ['LABEL a="http://a b"', ['a="http://a b"']],
    ['LABEL a="www.a.b"', ['a="www.a.b"']],
    ['LABEL a="https://a/%zz"', ['a="https://a/%zz"']],
    ['LABEL a="https://a:b/c"', ['a="https://a:b/c"']],
    ['LABEL a="1a:b"', ['a="1a:b"']],
    ['ARG V=1a:b\nLABEL a=$V', ['a=$V']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelUrl, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a="http://a.b"',
    'LABEL a="https://a.b/c?d#e"',
    'LABEL a="mailto:x@y"',
    'LABEL a="urn:x:y"',
    'LABEL a="https://[::1]:80/x"',
    'LABEL a="http://u:p@h/"',
    'LABEL c="a.b"',
    'LABEL a=$X',
    'ENV a="a.b"',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelUrl, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelUrl, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
