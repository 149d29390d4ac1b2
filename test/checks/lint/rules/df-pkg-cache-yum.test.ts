import { describe, expect, test } from 'vitest';
import { dfPkgCacheYum } from '../../../../src/checks/lint/rules/df-pkg-cache-yum.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN yum install -y foo', ['install']],
    ['RUN yum clean all && yum install -y foo', ['install']],
    ['RUN yum install -y foo\nRUN yum clean all', ['install']],
    ['RUN yum install -y foo && rm -rf /tmp', ['install']],
    ['RUN yum group install -y foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCacheYum, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN yum install -y foo && yum clean all',
    'RUN yum install -y foo; yum -y clean all',
    'RUN yum install -y foo && rm -rf /var/cache/yum',
    'RUN yum install -y foo && rm -rf /var/cache/*',
    'RUN yum update',
    'RUN yum remove foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCacheYum, `FROM a:1\n${line}`)).toEqual([]);
  });
});
