import { describe, expect, test } from 'vitest';
import { dfStyleWgetProgress } from '../../../../src/checks/lint/rules/df-style-wget-progress.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN wget x', ['wget']],
    ['RUN wget -O- x', ['wget']],
    ['RUN a && wget -nc x && wget -q y', ['wget']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleWgetProgress, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN wget -q x',
    'RUN wget -nv x',
    'RUN wget -Nq x',
    'RUN wget --progress=dot:giga x',
    'RUN wget --progress dot x',
    'RUN wget -qO- x',
    'RUN wget -o log x',
    'RUN wget --version',
    'RUN apt-get install wget',
  ])('%s', (line) => {
    expect(caughtBy(dfStyleWgetProgress, `FROM a:1\n${line}`)).toEqual([]);
  });
});
