import { describe, expect, test } from 'vitest';
import { dfPkgYesApt } from '../../../../src/checks/lint/rules/df-pkg-yes-apt.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get install foo', ['install']],
    ['RUN apt-get install -q foo', ['install']],
    ['RUN apt-get install --force-yes foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgYesApt, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get install -y foo',
    'RUN apt-get -yq install foo',
    'RUN apt-get install --yes foo',
    'RUN apt-get install --assume-yes foo',
    'RUN apt-get install -qq foo',
    'RUN apt-get install -q=2 foo',
    'RUN apt-get install -q -q foo',
    'RUN apt-get install foo -y',
    'RUN apt-get update',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgYesApt, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([
    ['RUN apt-get install foo', 'RUN apt-get install -y foo'],
    ['RUN <<EOF\napt-get install foo\nEOF', 'RUN <<EOF\napt-get install -y foo\nEOF'],
  ])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgYesApt, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgYesApt, fixed)).toBe(fixed);
  });
});
