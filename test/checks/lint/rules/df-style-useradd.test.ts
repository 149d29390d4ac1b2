import { describe, expect, test } from 'vitest';
import { dfStyleUseradd } from '../../../../src/checks/lint/rules/df-style-useradd.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN useradd -u 123456 a', ['-u']],
    ['RUN useradd -mu 123456 a', ['-mu']],
    ['RUN useradd --uid=123456 a', ['--uid=123456']],
    ['ENV ID=1000000\nRUN useradd -u $ID a', ['-u']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfStyleUseradd, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN useradd a',
    'RUN useradd -u 1000 a',
    'RUN useradd -l -u 123456 a',
    'RUN useradd --no-log-init -u 123456 a',
    'RUN useradd -lu 123456 a',
    'RUN adduser -u 123456 a',
    'RUN useradd -u 00001000 a',
    'RUN useradd -u $X a',
  ])('%s', (line) => {
    expect(caughtBy(dfStyleUseradd, `FROM a:1\n${line}`)).toEqual([]);
  });
});
