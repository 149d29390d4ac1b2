import { describe, expect, test } from 'vitest';
import { dfPkgYesZypper } from '../../../../src/checks/lint/rules/df-pkg-yes-zypper.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN zypper install foo', ['install']],
    ['RUN zypper in foo', ['in']],
    ['RUN zypper rm foo', ['rm']],
    ['RUN zypper patch', ['patch']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgYesZypper, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN zypper in -y foo',
    'RUN zypper -n in foo',
    'RUN zypper --non-interactive in foo',
    'RUN zypper in --no-confirm foo',
    'RUN zypper -qn in foo',
    'RUN zypper ref',
    'RUN zypper up',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgYesZypper, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([['RUN zypper in foo', 'RUN zypper in -y foo']])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgYesZypper, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgYesZypper, fixed)).toBe(fixed);
  });
});
