import { describe, expect, test } from 'vitest';
import { dfCorrectEntrypoint } from '../../../../src/checks/lint/rules/df-correct-entrypoint.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ENTRYPOINT a\nENTRYPOINT b', ['ENTRYPOINT']],
    ['ENTRYPOINT a\nRUN b\nENTRYPOINT ["c"]\nENTRYPOINT d', ['ENTRYPOINT', 'ENTRYPOINT']],
    ['entrypoint a\nENTRYPOINT b', ['ENTRYPOINT']],
    ['ENTRYPOINT a\nENTRYPOINT b\nFROM b:1\nENTRYPOINT c', ['ENTRYPOINT']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectEntrypoint, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ENTRYPOINT a',
    'ENTRYPOINT a\nFROM b:1\nENTRYPOINT b',
    'ENTRYPOINT a\nONBUILD ENTRYPOINT b',
    'ONBUILD ENTRYPOINT a\nONBUILD ENTRYPOINT b',
    'RUN ENTRYPOINT a\nENTRYPOINT b',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectEntrypoint, `${FROM}${text}`)).toEqual([]);
  });
});
