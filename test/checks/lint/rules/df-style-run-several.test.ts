import { describe, expect, test } from 'vitest';
import { dfStyleRunSeveral } from '../../../../src/checks/lint/rules/df-style-run-several.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN a\nRUN b', ['RUN']],
    ['RUN a\n# c\nRUN b\nRUN c', ['RUN', 'RUN']],
    ['RUN a > x\nRUN ["b"]', ['RUN']],
    ['RUN --mount=type=cache,target=/x a\nRUN --mount=type=cache,target=/x b', ['RUN']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleRunSeveral, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN a',
    'RUN a\nENV x=1\nRUN b',
    'RUN a && b\nRUN c',
    'RUN a\nRUN b | c',
    'RUN a $(b)\nRUN c',
    'RUN --network=none a\nRUN b',
    'RUN a\nFROM b:1\nRUN c',
    'ONBUILD RUN a\nONBUILD RUN b',
  ])('%s', (line) => {
    expect(caughtBy(dfStyleRunSeveral, `FROM a:1\n${line}`)).toEqual([]);
  });
});
