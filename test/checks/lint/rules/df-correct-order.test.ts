import { describe, expect, test } from 'vitest';
import { dfCorrectOrder } from '../../../../src/checks/lint/rules/df-correct-order.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN a\nFROM a:1', ['RUN']],
    ['ARG A\nENV B=c\nFROM a:1', ['ENV']],
    ['MAINTAINER x\nFROM a:1', ['MAINTAINER']],
    ['ONBUILD ARG x\nFROM a:1', ['ONBUILD']],
    ['RUN a', ['RUN']],
    ['RUN a\nrun b\nFROM a:1', ['RUN', 'run']],
    ['# a\nLABEL a=b\nFROM a:1', ['LABEL']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectOrder, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ARG A=1\nFROM a:1',
    '# c\nFROM a:1',
    '# syntax=docker/dockerfile:1\nFROM a:1',
    '\n\nFROM a:1\nRUN a',
    'ARG A',
    'NOPE x\nFROM a:1',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectOrder, text)).toEqual([]);
  });
});
