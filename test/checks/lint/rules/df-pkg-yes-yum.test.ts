import { describe, expect, test } from 'vitest';
import { dfPkgYesYum } from '../../../../src/checks/lint/rules/df-pkg-yes-yum.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN yum install foo', ['install']],
    ['RUN yum install -q foo', ['install']],
    ['RUN yum groupinstall foo', ['groupinstall']],
    ['RUN yum group install foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgYesYum, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN yum install -y foo',
    'RUN yum -y install foo',
    'RUN yum install -yq foo',
    'RUN yum install --assumeyes foo',
    'RUN yum update',
    'RUN yum list',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgYesYum, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([
    ['RUN yum install foo', 'RUN yum install -y foo'],
    ['RUN yum group install foo', 'RUN yum group install -y foo'],
  ])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgYesYum, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgYesYum, fixed)).toBe(fixed);
  });
});
