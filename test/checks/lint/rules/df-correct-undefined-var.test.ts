import { describe, expect, test } from 'vitest';
import { dfCorrectUndefinedVar } from '../../../../src/checks/lint/rules/df-correct-undefined-var.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ARG V=1\nFROM a:1\nCOPY a$V /b', ['$V']],
    ['ARG V=1\nFROM a:1\nENV X=${V}', ['${V}']],
    ['FROM a:1 AS x\nARG V=1\nFROM b:1\nUSER $V', ['$V']],
    ['FROM a:1\nWORKDIR /$V\nARG V', ['$V']],
    ['FROM scratch\nCOPY $FOO /b', ['$FOO']],
    ['FROM scratch AS x\nFROM x\nLABEL a="x $FOO"', ['$FOO']],
    ['ARG U=1\nFROM a:1\nCOPY --chown=$U a /b', ['--chown=$U']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectUndefinedVar, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ARG V=1\nFROM a:1\nARG V\nCOPY a$V /b',
    'FROM a:1\nCOPY $FOO /b',
    'FROM a:1\nENV PATH=/x:$PATH',
    'FROM scratch\nENV PATH=/x:$PATH',
    'FROM a:1 AS x\nARG V=1\nFROM x\nUSER $V',
    'ARG V=1\nFROM a:1\nCOPY a${V:-x} /b',
    'ARG V=1\nFROM a:1\nRUN echo $V',
    'ARG V=1\nFROM a:1\nCOPY a\\$V /b',
    'ARG V=1\nFROM a:$V',
    "ARG V=1\nFROM a:1\nENV X='$V'",
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectUndefinedVar, text)).toEqual([]);
  });
});
