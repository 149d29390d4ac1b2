import { describe, expect, test } from 'vitest';
import { dfUserRoot } from '../../../../src/checks/lint/rules/df-user-root.ts';
import { caughtBy, unexaminedBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['root by name', 'FROM a:1\nUSER root', ['root']],
    ['root by number', 'FROM a:1\nUSER 0', ['0']],
    ['root with a group', 'FROM a:1\nUSER root:app', ['root:app']],
    ['root after another user', 'FROM a:1\nUSER app\nUSER root', ['root']],
    ['root through ENV', 'FROM a:1\nENV U=root\nUSER $U', ['$U']],
    ['root from the stage it starts from', 'FROM a:1 AS b\nUSER root\nFROM b\nRUN x', ['root']],
    ['zeros', 'FROM a:1\nUSER 000', ['000']],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfUserRoot, text)).toEqual(expected);
  });

  test('root in the target', () => {
    const text = 'FROM a:1 AS b\nUSER root\nFROM c:1\nUSER app';
    expect(caughtBy(dfUserRoot, text, { target: 'b' })).toEqual(['root']);
  });

  test('root given as a build argument', () => {
    const text = 'FROM a:1\nARG U=app\nUSER $U';
    expect(caughtBy(dfUserRoot, text, { buildArgs: new Map([['U', 'root']]) })).toEqual(['$U']);
  });
});

describe('does not catch', () => {
  test.each([
    ['another user', 'FROM a:1\nUSER app'],
    ['another user after root', 'FROM a:1\nUSER root\nRUN x\nUSER app'],
    ['a name that starts with root', 'FROM a:1\nUSER rootless'],
    ['the group 0', 'FROM a:1\nUSER 1001:0'],
    ['root in a stage that is not built', 'FROM a:1 AS b\nUSER root\nFROM c:1\nUSER app'],
    ['no user', 'FROM a:1'],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfUserRoot, text)).toEqual([]);
  });
});

test('an ARG without a value cannot be judged; what only the base image can set is left to DF-USER-MISSING', () => {
  expect(unexaminedBy(dfUserRoot, 'FROM a:1\nARG U\nUSER $U')).toHaveLength(1);
  expect(unexaminedBy(dfUserRoot, 'FROM a:1\nUSER $U')).toEqual([]);
});
