import { describe, expect, test } from 'vitest';
import { dfChpasswd } from '../../../../src/checks/lint/rules/df-chpasswd.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN echo a:b | chpasswd', ['chpasswd']],
    ['RUN chpasswd <<EOF\na:b\nEOF', ['chpasswd']],
    ['RUN useradd -p abc foo', ['-p']],
    ["RUN usermod --password='x1' foo", ["--password='x1'"]],
    ['RUN echo a | passwd --stdin foo', ['--stdin']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfChpasswd, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN --mount=type=secret,id=p chpasswd < /run/secrets/p',
    'RUN useradd foo',
    "RUN usermod -p '!' foo",
    'RUN useradd -p "*" foo',
    'RUN passwd -l foo',
    'RUN echo chpasswd',
  ])('%s', (line) => {
    expect(caughtBy(dfChpasswd, `FROM a:1\n${line}`)).toEqual([]);
  });
});
