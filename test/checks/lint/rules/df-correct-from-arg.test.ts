import { describe, expect, test } from 'vitest';
import { dfCorrectFromArg } from '../../../../src/checks/lint/rules/df-correct-from-arg.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM $X', ['$X']],
    ['FROM a:${T}', ['${T}']],
    ['FROM a:1\nARG T=1\nFROM b:$T', ['$T']],
    ['FROM --platform=$X a:1', ['--platform=$X']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectFromArg, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ARG T=1\nFROM a:$T',
    'ARG T\nFROM a:$T',
    'FROM --platform=$BUILDPLATFORM a:1',
    'FROM a:${T:-1}',
    'FROM a:1\nRUN $X',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectFromArg, text)).toEqual([]);
  });
});
