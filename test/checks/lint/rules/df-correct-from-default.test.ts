import { describe, expect, test } from 'vitest';
import { dfCorrectFromDefault } from '../../../../src/checks/lint/rules/df-correct-from-default.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ARG T\nFROM a:$T', ['a:$T']],
    ['ARG I\nFROM $I', ['$I']],
    ['ARG R\nFROM $R/a:1', ['$R/a:1']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectFromDefault, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['ARG T=1\nFROM a:$T', 'ARG V\nFROM a:1$V', 'FROM a:$T', 'ARG T\nFROM a:${T:-1}', 'FROM a:1'])(
    '%j',
    (text) => {
      expect(caughtBy(dfCorrectFromDefault, text)).toEqual([]);
    },
  );
});
