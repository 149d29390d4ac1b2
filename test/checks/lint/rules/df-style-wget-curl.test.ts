import { describe, expect, test } from 'vitest';
import { dfStyleWgetCurl } from '../../../../src/checks/lint/rules/df-style-wget-curl.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN wget a && curl b', ['curl']],
    ['RUN curl a\nRUN b\nRUN wget c && curl d', ['wget']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleWgetCurl, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN wget a\nRUN wget b',
    'RUN apt-get install wget curl',
    'RUN wget a\nFROM b:1\nRUN curl b',
    'RUN wget a\nCMD curl b',
    'ONBUILD RUN wget a\nRUN curl b',
  ])('%s', (line) => {
    expect(caughtBy(dfStyleWgetCurl, `FROM a:1\n${line}`)).toEqual([]);
  });
});
