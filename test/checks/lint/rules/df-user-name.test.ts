import { describe, expect, test } from 'vitest';
import { dfUserName } from '../../../../src/checks/lint/rules/df-user-name.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['USER app', ['app']],
    ['USER app:app', ['app:app']],
    ['USER app:1000', ['app:1000']],
    ['USER root', ['root']],
    ['USER ${U}', ['${U}']],
    ['USER "app"', ['"app"']],
    ['USER -1', ['-1']],
    ['USER 1e3', ['1e3']],
    ['USER 0x10', ['0x10']],
    ['USER app\nUSER 1000', ['app']],
    ['ENV U=app\nUSER $U', ['$U']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfUserName, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'USER 1000',
    'USER 1000:1000',
    'USER 1000:app',
    'USER 0',
    'USER 1000:$G',
    'USER "1000"',
    'ONBUILD USER app',
    'ARG U=1000\nUSER $U',
    'ARG U\nUSER $U',
    'ENV U=1000\nUSER $U',
  ])('%j', (text) => {
    expect(caughtBy(dfUserName, `${FROM}${text}`)).toEqual([]);
  });
});
