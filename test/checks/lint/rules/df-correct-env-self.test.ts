import { describe, expect, test } from 'vitest';
import { dfCorrectEnvSelf } from '../../../../src/checks/lint/rules/df-correct-env-self.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ENV A=1 B=$A', ['$A']],
    ['ENV A=1 B=${A}', ['${A}']],
    ['ENV A=1 B="$A"', ['$A']],
    ['ENV B=$A A=1', ['$A']],
    ['ENV A=1 \\\n  B=$A', ['$A']],
    ['ENV A=1 B=$A-C', ['$A']],
    ['ENV A=1 B=x$A', ['$A']],
    ['ENV A=1 B=2 C=$B$A', ['$B', '$A']],
    ['ENV PATH=/x:$PATH P=$PATH', ['$PATH']],
    ['ENV A=$A B=$A', ['$A']],
    ['ENV A=x A=$A', ['$A']],
    ['ENV A=1 B=${A:-x}${A}', ['${A}']],
    ['RUN A=1\nENV A=1 B=$A', ['$A']],
    ['ONBUILD ENV A=1\nENV A=1 B=$A', ['$A']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectEnvSelf, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ENV A=1\nENV B=$A',
    'ENV A=$A',
    'ENV A=${A}:x',
    'ENV A=1 B=$AB',
    'ENV A=1 B=${AB}',
    'ENV A=1\nENV A=2 B=$A',
    'ENV PATH=/a:$PATH',
    'ENV A $A',
    'ARG A\nENV A=$A B=$A',
    'ONBUILD ENV A=1 B=$A',
    'ENV A=1 B=${A:-x}',
    'ENV A=1 B=$A_C',
    'ENV a=1 B=$A',
    'ENV A=1 B=\\$A',
    "ENV A=1 B='$A'",
    'ARG X\nENV A=1 B=$X',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectEnvSelf, `${FROM}${text}`)).toEqual([]);
  });
});
