import { describe, expect, test } from 'vitest';
import { dfAptKey } from '../../../../src/checks/lint/rules/df-apt-key.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-key add k', ['apt-key']],
    ['RUN curl -s https://x/k | apt-key add -', ['apt-key']],
    ['RUN apt-key adv --recv-keys A', ['apt-key']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfAptKey, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['RUN apt-key list', 'RUN apt-key del A', 'RUN gpg --dearmor k', 'RUN echo apt-key'])(
    '%s',
    (line) => {
      expect(caughtBy(dfAptKey, `FROM a:1\n${line}`)).toEqual([]);
    },
  );
});
