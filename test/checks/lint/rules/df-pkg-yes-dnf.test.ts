import { describe, expect, test } from 'vitest';
import { dfPkgYesDnf } from '../../../../src/checks/lint/rules/df-pkg-yes-dnf.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN dnf install foo', ['install']],
    ['RUN dnf install -q foo', ['install']],
    ['RUN dnf groupinstall foo', ['groupinstall']],
    ['RUN dnf group install foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgYesDnf, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN dnf install -y foo',
    'RUN dnf -y install foo',
    'RUN dnf install -yq foo',
    'RUN dnf install --assumeyes foo',
    'RUN dnf update',
    'RUN dnf list',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgYesDnf, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([
    ['RUN dnf install foo', 'RUN dnf install -y foo'],
    ['RUN dnf group install foo', 'RUN dnf group install -y foo'],
  ])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgYesDnf, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgYesDnf, fixed)).toBe(fixed);
  });
});
