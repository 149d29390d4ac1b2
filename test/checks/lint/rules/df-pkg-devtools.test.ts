import { describe, expect, test } from 'vitest';
import { dfPkgDevtools } from '../../../../src/checks/lint/rules/df-pkg-devtools.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get install -y gcc foo', ['gcc']],
    ['RUN apk add foo build-base vim', ['build-base']],
    ['FROM b:1 AS x\nRUN dnf install gdb\nFROM x', ['gdb']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgDevtools, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get install -y curl',
    'RUN apt-get install -y gcc && make && apt-get purge -y gcc',
    'RUN apk add --virtual .b gcc && a && apk del .b',
    'RUN apt-get install -y gcc\nFROM b:1',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgDevtools, `FROM a:1\n${line}`)).toEqual([]);
  });
});
