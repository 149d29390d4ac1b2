import { describe, expect, test } from 'vitest';
import { dfCorrectKeyValue } from '../../../../src/checks/lint/rules/df-correct-key-value.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ENV A b c', ['A b c']],
    ['LABEL a b', ['a b']],
    ['env A b', ['A b']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectKeyValue, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['ENV A=b', 'ENV A=b C=d', 'LABEL a=b', 'ARG A', 'ENV A', 'RUN ENV a b', 'ONBUILD ENV A b'])(
    '%j',
    (text) => {
      expect(caughtBy(dfCorrectKeyValue, `${FROM}${text}`)).toEqual([]);
    },
  );
});

describe('fixes', () => {
  test.each([
    ['FROM a:1\nENV A b', 'FROM a:1\nENV A=b'],
    ['FROM a:1\nENV A b  c', 'FROM a:1\nENV A="b  c"'],
    ['FROM a:1\nLABEL a $b', 'FROM a:1\nLABEL a=$b'],
    ['FROM a:1\nENV A "b" c', 'FROM a:1\nENV A "b" c'],
    ['FROM a:1\nENV A b \\\n c', 'FROM a:1\nENV A b \\\n c'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfCorrectKeyValue, text)).toBe(expected);
  });
});
