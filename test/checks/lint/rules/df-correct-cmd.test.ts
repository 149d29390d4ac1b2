import { describe, expect, test } from 'vitest';
import { dfCorrectCmd } from '../../../../src/checks/lint/rules/df-correct-cmd.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['CMD a\nCMD b', ['CMD']],
    ['CMD a\nRUN b\nCMD ["c"]\nCMD d', ['CMD', 'CMD']],
    ['cmd a\nCMD b', ['CMD']],
    ['CMD a\nCMD b\nFROM b:1\nCMD c', ['CMD']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectCmd, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'CMD a',
    'CMD a\nFROM b:1\nCMD b',
    'CMD a\nONBUILD CMD b',
    'ONBUILD CMD a\nONBUILD CMD b',
    'RUN CMD a\nCMD b',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectCmd, `${FROM}${text}`)).toEqual([]);
  });
});
