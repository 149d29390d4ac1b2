import { describe, expect, test } from 'vitest';
import { dfDlNosum } from '../../../../src/checks/lint/rules/df-dl-nosum.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN curl -o a https://x/a', ['curl']],
    ['RUN a && wget https://x/a && tar xf a', ['wget']],
    ['RUN curl $URL > a', ['curl']],
    ['RUN curl -s https://x/a.tgz | tar xz', ['curl']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfDlNosum, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN curl -o a https://x/a && echo "1 a" | sha256sum -c',
    'RUN wget $U && gpg --verify a.asc a',
    'RUN curl https://x/a | sh',
    'RUN V=$(curl https://x/version)',
    'RUN curl -I https://x',
    'RUN curl https://x/k.asc | apt-key add -',
    'RUN curl http://localhost:80/a',
    'RUN curl --version',
    'RUN apt-get install curl',
  ])('%s', (line) => {
    expect(caughtBy(dfDlNosum, `FROM a:1\n${line}`)).toEqual([]);
  });
});
