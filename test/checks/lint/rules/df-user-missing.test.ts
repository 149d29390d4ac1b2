import { describe, expect, test } from 'vitest';
import { dfUserMissing } from '../../../../src/checks/lint/rules/df-user-missing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['no USER', 'FROM a:1\nRUN x', ['a:1']],
    ['a USER in another stage', 'FROM a:1 AS b\nUSER app\nFROM c:1', ['c:1']],
    ['a USER in ONBUILD', 'FROM a:1\nONBUILD USER app', ['a:1']],
    ['a USER that only the base image can name', 'FROM a:1\nUSER $APP_UID', ['$APP_UID']],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfUserMissing, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    ['a USER', 'FROM a:1\nUSER app'],
    ['a USER in the stage it starts from', 'FROM a:1 AS b\nUSER app\nFROM b'],
    ['root, which is for another rule', 'FROM a:1\nUSER root'],
    ['a file without stages', 'ARG A=1'],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfUserMissing, text)).toEqual([]);
  });
});
