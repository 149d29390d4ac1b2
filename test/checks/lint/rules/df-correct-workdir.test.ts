import { describe, expect, test } from 'vitest';
import { dfCorrectWorkdir } from '../../../../src/checks/lint/rules/df-correct-workdir.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['WORKDIR relative', ['relative']],
    ['WORKDIR "rel"', ['"rel"']],
    ["WORKDIR 'rel'", ["'rel'"]],
    ['WORKDIR x/$A', ['x/$A']],
    ['WORKDIR ~/x', ['~/x']],
    ['WORKDIR .', ['.']],
    ['WORKDIR ./x', ['./x']],
    ['WORKDIR ab:/c', ['ab:/c']],
    ['WORKDIR 1:/c', ['1:/c']],
    ['WORKDIR %cd%', ['%cd%']],
    ['WORKDIR \\\n  rel', ['rel']],
    ['WORKDIR a b', ['a b']],
    ['WORKDIR /a\nWORKDIR b', ['b']],
    ['ENV A=x\nWORKDIR $A', ['$A']],
    ['workdir x', ['x']],
    ['WORKDIR rel\nFROM b:1\nWORKDIR rel2', ['rel', 'rel2']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectWorkdir, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'WORKDIR /abs',
    'WORKDIR $HOME/x',
    'WORKDIR ${A}',
    'WORKDIR "/abs"',
    'WORKDIR C:\\\\app',
    'WORKDIR C:/app',
    'WORKDIR "C:/app"',
    'WORKDIR D:',
    'ONBUILD WORKDIR rel',
    'WORKDIR "${HOME}/x"',
    'WORKDIR /a b',
    'ENV A=/x\nWORKDIR $A',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectWorkdir, `${FROM}${text}`)).toEqual([]);
  });
});
