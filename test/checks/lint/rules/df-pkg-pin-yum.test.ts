import { describe, expect, test } from 'vitest';
import { dfPkgPinYum } from '../../../../src/checks/lint/rules/df-pkg-pin-yum.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN yum install foo', ['foo']],
    ['RUN yum install -y foo-devel', ['foo-devel']],
    ['RUN yum install -y foo-1 bar', ['bar']],
    ['RUN yum module install -y foo', ['foo']],
    ['RUN yum install -y foo-$V', ['foo-$V']],
    ['RUN yum install -y foo=1', ['foo=1']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinYum, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN yum install -y foo-1.0',
    'RUN yum install -y foo-devel-1.2-3.el8',
    'RUN yum install -y foo-2:1.0',
    'RUN yum --enablerepo x install foo-1',
    'RUN yum group install "Dev Tools"',
    'RUN yum groupinstall foo',
    'RUN yum install @foo',
    'RUN yum module install -y foo:1',
    'RUN yum install -y ./foo.rpm',
    'RUN yum install -y https://x/foo.rpm',
    'ARG V\nRUN yum install -y foo-$V',
    'ENV V=1\nRUN yum install -y "foo-${V}"',
    'RUN yum remove foo',
    'RUN yum list install',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinYum, `FROM a:1\n${line}`)).toEqual([]);
  });
});
