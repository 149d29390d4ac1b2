import { describe, expect, test } from 'vitest';
import { dfDlHttp } from '../../../../src/checks/lint/rules/df-dl-http.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN curl http://x/a', ['http://x/a']],
    ['RUN wget -O a ftp://x/a', ['ftp://x/a']],
    ['RUN git clone git://x/a', ['git://x/a']],
    ['RUN pip install -i http://x foo', ['http://x']],
    ['RUN npm install --registry=http://x a', ['--registry=http://x']],
    ['ADD http://x/a /b', ['http://x/a']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfDlHttp, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN curl https://x/a',
    'RUN curl -x http://p https://x/a',
    'RUN curl -H "Referer: http://x" https://x',
    'RUN curl http://localhost/a',
    'RUN curl http://127.0.0.1:80',
    'RUN curl -O http://x/a && echo 1 | sha256sum -c',
    'ADD --checksum=sha256:1 http://x/a /b',
    'RUN echo http://x',
    'CMD curl http://x',
  ])('%s', (line) => {
    expect(caughtBy(dfDlHttp, `FROM a:1\n${line}`)).toEqual([]);
  });
});
