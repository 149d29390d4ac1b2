import { describe, expect, test } from 'vitest';
import { dfPkgPinZypper } from '../../../../src/checks/lint/rules/df-pkg-pin-zypper.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN zypper install foo', ['foo']],
    ['RUN zypper in -y foo=1 bar', ['bar']],
    ['RUN zypper in -y foo-1', ['foo-1']],
    ['RUN zypper in foo>=1', ['foo']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinZypper, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN zypper in foo=1',
    "RUN zypper in 'foo>=1'",
    "RUN zypper in 'foo<1'",
    'RUN zypper in -t pattern foo=1',
    'RUN zypper in foo.rpm',
    'RUN zypper rm foo',
    'RUN zypper install',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinZypper, `FROM a:1\n${line}`)).toEqual([]);
  });
});
