import { describe, expect, test } from 'vitest';
import { dfCorrectInstruction } from '../../../../src/checks/lint/rules/df-correct-instruction.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUNN x', ['RUNN']],
    ['nope', ['nope']],
    ['ONBUILD RUNN x', ['RUNN']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectInstruction, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN x', 'run x', '# RUNN', 'RUN <<EOF\nRUNN\nEOF'])('%j', (text) => {
    expect(caughtBy(dfCorrectInstruction, `${FROM}${text}`)).toEqual([]);
  });
});
