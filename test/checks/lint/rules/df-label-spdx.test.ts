import { describe, expect, test } from 'vitest';
import { dfLabelSpdx } from '../../../../src/checks/lint/rules/df-label-spdx.ts';
import { DEFAULT_LINT_OPTIONS } from '../../../../src/model/lint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';
const labelSchema = new Map([['a', 'spdx']] as const);
const CHOICE = { options: { ...DEFAULT_LINT_OPTIONS, labelSchema, strictLabels: false } };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL a="mit"', ['a="mit"']],
    ['LABEL a="Apache 2.0"', ['a="Apache 2.0"']],
    ['LABEL a="GPL-2.0"', ['a="GPL-2.0"']],
    ['LABEL a="BSD"', ['a="BSD"']],
    ['LABEL a="MIT/Apache-2.0"', ['a="MIT/Apache-2.0"']],
    ['LABEL a="MIT OR"', ['a="MIT OR"']],
    ['LABEL a="(MIT"', ['a="(MIT"']],
    ['LABEL a="GPL-2.0-only WITH MIT"', ['a="GPL-2.0-only WITH MIT"']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelSpdx, `${FROM}${text}`, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a="MIT"',
    'LABEL a="Apache-2.0"',
    'LABEL a="GPL-3.0-or-later"',
    'LABEL a="MIT OR Apache-2.0"',
    'LABEL a="(MIT AND ISC)"',
    'LABEL a="GPL-2.0-only WITH Classpath-exception-2.0"',
    'LABEL a="LicenseRef-x"',
    'LABEL c="mit"',
    'LABEL a=$X',
    'ENV a="mit"',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelSpdx, `${FROM}${text}`, CHOICE)).toEqual([]);
  });
});

test('without a schema there is nothing to judge', () => {
  expect(caughtBy(dfLabelSpdx, 'FROM a:1\nLABEL a=""')).toEqual([]);
});
