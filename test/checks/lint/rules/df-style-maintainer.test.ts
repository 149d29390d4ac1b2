import { describe, expect, test } from 'vitest';
import { dfStyleMaintainer } from '../../../../src/checks/lint/rules/df-style-maintainer.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1\nMAINTAINER x', ['MAINTAINER']],
    ['MAINTAINER x\nFROM a:1', ['MAINTAINER']],
    ['FROM a:1\nmaintainer x', ['maintainer']],
    ['FROM a:1\nMAINTAINER a\nMAINTAINER b', ['MAINTAINER', 'MAINTAINER']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStyleMaintainer, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM a:1\nLABEL maintainer=x',
    'FROM a:1\nONBUILD MAINTAINER a',
    '# MAINTAINER x\nFROM a:1',
    'FROM a:1\nRUN MAINTAINER',
  ])('%j', (text) => {
    expect(caughtBy(dfStyleMaintainer, text)).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([
    ['FROM a:1\nMAINTAINER A <b@c.d>\nRUN x', 'FROM a:1\nLABEL maintainer="A <b@c.d>"\nRUN x'],
    ['FROM a:1\nMAINTAINER "a"', 'FROM a:1\nMAINTAINER "a"'],
    ['FROM a:1\nMAINTAINER $a', 'FROM a:1\nMAINTAINER $a'],
    ['MAINTAINER x\nFROM a:1\n', 'MAINTAINER x\nFROM a:1\n'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfStyleMaintainer, text)).toBe(expected);
  });
});
