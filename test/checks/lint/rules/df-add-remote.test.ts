import { describe, expect, test } from 'vitest';
import { dfAddRemote } from '../../../../src/checks/lint/rules/df-add-remote.ts';
import { caughtBy } from '../../../support/linting.ts';

const COMMIT = 'a'.repeat(40);

describe('catches', () => {
  test.each<[string, string[]]>([
    ['ADD https://x/y.tar.gz /y/', ['https://x/y.tar.gz']],
    ['ADD ["http://x/y", "/y"]', ['"http://x/y"']],
    ['ADD a https://x/y /y/', ['https://x/y']],
    ['ARG U=https://x/y\nADD $U /y', ['$U']],
    ['ADD https://github.com/a/b.git#main /src', ['https://github.com/a/b.git#main']],
    ['ADD git@github.com:a/b.git /src', ['git@github.com:a/b.git']],
    ['ADD --checksum= https://x/y /y', ['https://x/y']],
    ['ONBUILD ADD https://x/y /y', ['https://x/y']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfAddRemote, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    `ADD --checksum=sha256:${'a'.repeat(64)} https://x/y /y`,
    `ADD https://github.com/a/b.git#${COMMIT} /src`,
    'ADD a.tar.gz /y/',
    'ADD a https://x',
    'COPY https /y',
    'RUN echo https://x',
  ])('%s', (line) => {
    expect(caughtBy(dfAddRemote, `FROM a:1\n${line}`)).toEqual([]);
  });
});
