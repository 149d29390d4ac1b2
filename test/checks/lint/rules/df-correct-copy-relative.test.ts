import { describe, expect, test } from 'vitest';
import { dfCorrectCopyRelative } from '../../../../src/checks/lint/rules/df-correct-copy-relative.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY a b', ['b']],
    ['COPY a .', ['.']],
    ['COPY ["a","b"]', ['"b"']],
    ['ONBUILD WORKDIR /x\nCOPY a b', ['b']],
    ['COPY --from=0 a b', ['b']],
    ['COPY a b\nWORKDIR /x', ['b']],
    ['COPY a ~/b', ['~/b']],
    ['COPY <<A b\nx\nA', ['b']],
    ["COPY a 'b'", ["'b'"]],
    ['COPY a x$B', ['x$B']],
    ['COPY a b c/', ['c/']],
    ['COPY a cc:/x', ['cc:/x']],
    ['WORKDIR /x\nFROM b:1\nCOPY a b', ['b']],
    ['WORKDIR /x\nFROM b:1 AS y\nFROM y\nCOPY a b', ['b']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectCopyRelative, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY a /b',
    'WORKDIR /x\nCOPY a b',
    'COPY a $X',
    'COPY a ${X}/b',
    'COPY a "/b"',
    'COPY ["a","/b"]',
    'ONBUILD COPY a b',
    'COPY a C:/b',
    'COPY a C:\\\\b',
    'ADD a.tar b',
    'WORKDIR rel\nCOPY a b',
    'WORKDIR $X\nCOPY a b',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectCopyRelative, `${FROM}${text}`)).toEqual([]);
  });
});

test('a stage has the working directory of the stage it starts from', () => {
  const text = 'FROM a:1 AS x\nWORKDIR /a\nFROM X AS y\nFROM y\nCOPY a b';
  expect(caughtBy(dfCorrectCopyRelative, text)).toEqual([]);
});
