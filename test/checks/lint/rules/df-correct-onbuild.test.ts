import { describe, expect, test } from 'vitest';
import { dfCorrectOnbuild } from '../../../../src/checks/lint/rules/df-correct-onbuild.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ONBUILD ONBUILD RUN a', ['ONBUILD']],
    ['ONBUILD FROM x', ['FROM']],
    ['ONBUILD MAINTAINER x', ['MAINTAINER']],
    ['onbuild from x', ['from']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectOnbuild, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'ONBUILD RUN a',
    'ONBUILD COPY a /b',
    'ONBUILD ENV A=1',
    'ONBUILD CMD ["a"]',
    'ONBUILD FROMX a',
    'RUN onbuild from x',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectOnbuild, `${FROM}${text}`)).toEqual([]);
  });
});
