import { describe, expect, test } from 'vitest';
import { dfPkgCacheZypper } from '../../../../src/checks/lint/rules/df-pkg-cache-zypper.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN zypper in foo', ['in']],
    ['RUN zypper clean && zypper in foo', ['in']],
    ['RUN zypper in foo\nRUN zypper clean', ['in']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCacheZypper, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN zypper in foo && zypper clean',
    'RUN zypper in foo && zypper cc -a',
    'RUN zypper in foo && rm -rf /var/cache/zypp/*',
    'RUN --mount=type=cache,target=/var/cache/zypp zypper in foo',
    'RUN zypper up',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCacheZypper, `FROM a:1\n${line}`)).toEqual([]);
  });
});
