import { describe, expect, test } from 'vitest';
import { dfPkgRecommends } from '../../../../src/checks/lint/rules/df-pkg-recommends.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get install foo', ['install']],
    ['RUN apt-get -y install foo', ['install']],
    ['RUN apt-get install --no-install-suggests foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgRecommends, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get install --no-install-recommends foo',
    'RUN apt-get --no-install-recommends install foo',
    'RUN apt-get -o APT::Install-Recommends=false install foo',
    'RUN apt-get install -oAPT::Install-Recommends=0 foo',
    'RUN apt-get update',
    'RUN apk add foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgRecommends, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([
    ['RUN apt-get install foo', 'RUN apt-get install --no-install-recommends foo'],
    [
      'RUN a && \\\n apt-get -y install \\\n foo',
      'RUN a && \\\n apt-get -y install --no-install-recommends \\\n foo',
    ],
    ['RUN sh -c "apt-get install foo"', 'RUN sh -c "apt-get install --no-install-recommends foo"'],
    ['RUN ["apt-get", "install", "foo"]', 'RUN ["apt-get", "install", "foo"]'],
  ])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgRecommends, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgRecommends, fixed)).toBe(fixed);
  });
});
