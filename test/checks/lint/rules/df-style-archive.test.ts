import { describe, expect, test } from 'vitest';
import { dfStyleArchive } from '../../../../src/checks/lint/rules/df-style-archive.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['COPY a.tar.gz /x/\nRUN tar -xzf /x/a.tar.gz', ['a.tar.gz']],
    ['COPY a b.tgz /x/\nRUN a\nRUN tar xf /x/b.tgz', ['b.tgz']],
    ['COPY a.tar.gz /x/b.tar.gz\nRUN tar -xf b.tar.gz', ['a.tar.gz']],
    ['COPY a.gz /x/\nRUN gunzip /x/a.gz', ['a.gz']],
    ['COPY ["a.tar.xz", "/x/"]\nRUN tar --extract --file=/x/a.tar.xz', ['"a.tar.xz"']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleArchive, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'COPY a.tar.gz /x/',
    'COPY a.tar.gz /x/\nRUN tar -tf /x/a.tar.gz',
    'COPY a.tar.gz /x/\nRUN tar -xf /x/b.tar.gz',
    'COPY --from=b a.tar.gz /x/\nRUN tar -xf /x/a.tar.gz',
    'COPY a.tar.gz /x/\nFROM b:1\nRUN tar -xf /x/a.tar.gz',
    'RUN tar -xf a.tar.gz\nCOPY a.tar.gz /x/',
    'ADD a.tar.gz /x/',
    'COPY a.zip /x/\nRUN unzip /x/a.zip',
  ])('%s', (line) => {
    expect(caughtBy(dfStyleArchive, `FROM a:1\n${line}`)).toEqual([]);
  });
});
