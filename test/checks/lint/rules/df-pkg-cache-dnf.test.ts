import { describe, expect, test } from 'vitest';
import { dfPkgCacheDnf } from '../../../../src/checks/lint/rules/df-pkg-cache-dnf.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN dnf install -y foo', ['install']],
    ['RUN microdnf install foo', ['install']],
    ['RUN dnf upgrade -y', ['upgrade']],
    ['RUN dnf install foo && microdnf clean all', ['install']],
    ['RUN dnf install foo && yum clean all', ['install']],
    ['RUN dnf clean all && dnf install foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCacheDnf, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN dnf install -y foo && dnf clean all',
    'RUN dnf5 install foo && dnf clean all',
    'RUN microdnf install foo && microdnf clean all',
    'RUN dnf install foo && rm -rf /var/cache/dnf',
    'RUN dnf install foo && rm -rf /var/cache/libdnf5*',
    'RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install foo',
    'RUN dnf remove foo',
    'RUN <<EOF\ndnf install foo\ndnf clean all\nEOF',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCacheDnf, `FROM a:1\n${line}`)).toEqual([]);
  });
});
