import { describe, expect, test } from 'vitest';
import { dfPkgPinGem } from '../../../../src/checks/lint/rules/df-pkg-pin-gem.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN gem install foo', ['foo']],
    ['RUN gem i foo:1 bar', ['bar']],
    ['RUN gem install foo -- --with-x=y', ['foo']],
    ['RUN gem install --no-document foo', ['foo']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinGem, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN gem install foo:1',
    'RUN gem install foo -v 1',
    'RUN gem install foo --version=1',
    'RUN gem install foo -v1',
    'RUN gem install -s http://x foo:1',
    'RUN gem install foo:1 -- --use bar',
    'RUN gem install ./foo.gem',
    'RUN gem install -g Gemfile',
    'RUN gem update',
    'RUN bundle install',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinGem, `FROM a:1\n${line}`)).toEqual([]);
  });
});
