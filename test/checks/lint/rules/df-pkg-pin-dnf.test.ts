import { describe, expect, test } from 'vitest';
import { dfPkgPinDnf } from '../../../../src/checks/lint/rules/df-pkg-pin-dnf.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN dnf install foo', ['foo']],
    ['RUN dnf install -y foo-devel', ['foo-devel']],
    ['RUN dnf install -y foo-1 bar', ['bar']],
    ['RUN dnf module install -y foo', ['foo']],
    ['RUN dnf install -y foo-$V', ['foo-$V']],
    ['RUN dnf install -y foo=1', ['foo=1']],
    ['RUN microdnf install foo', ['foo']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinDnf, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN dnf install -y foo-1.0',
    'RUN dnf install -y foo-devel-1.2-3.el8',
    'RUN dnf install -y foo-2:1.0',
    'RUN dnf --enablerepo x install foo-1',
    'RUN dnf group install "Dev Tools"',
    'RUN dnf groupinstall foo',
    'RUN dnf install @foo',
    'RUN dnf module install -y foo:1',
    'RUN dnf install -y ./foo.rpm',
    'RUN dnf install -y https://x/foo.rpm',
    'ARG V\nRUN dnf install -y foo-$V',
    'ENV V=1\nRUN dnf install -y "foo-${V}"',
    'RUN dnf remove foo',
    'RUN dnf list install',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinDnf, `FROM a:1\n${line}`)).toEqual([]);
  });
});
