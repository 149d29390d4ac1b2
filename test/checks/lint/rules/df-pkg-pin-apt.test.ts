import { describe, expect, test } from 'vitest';
import { dfPkgPinApt } from '../../../../src/checks/lint/rules/df-pkg-pin-apt.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get install foo', ['foo']],
    ['RUN apt-get install -y foo=1 bar', ['bar']],
    ['RUN apt-get -y -o A=b install foo', ['foo']],
    ['RUN apt-get install $FOO', ['$FOO']],
    ['RUN apt-get install \\\n foo \\\n bar=1', ['foo']],
    ['RUN if a; then apt-get install foo; fi', ['foo']],
    ['RUN A=1 apt-get install foo', ['foo']],
    ['RUN ["apt-get", "install", "foo"]', ['"foo"']],
    ['ONBUILD RUN apt-get install foo', ['foo']],
    ['RUN <<EOF\napt-get install foo\nEOF', ['foo']],
    ['RUN sudo apt-get install foo', ['foo']],
    ['RUN sh -c "apt-get install foo"', ['foo']],
    ['RUN apt-get install a b=1 c && apt install d', ['a', 'd']],
    ['RUN apt-get install foo+', ['foo+']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinApt, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get install foo=1',
    'RUN apt-get install foo=$V',
    'RUN apt-get install -t stable foo=1',
    'RUN apt-get install -t=stable foo=1',
    'RUN apt-get install foo/bookworm',
    'RUN apt-get install ./a.deb',
    'RUN apt-get install',
    'RUN apt-get remove foo',
    'RUN apt-get -a arm64 install foo=1',
    'RUN echo apt-get install foo',
    'CMD apt-get install foo',
    'RUN cat <<EOF > x\napt-get install foo\nEOF',
    'ENV P=foo=1\nRUN apt-get install $P',
    'ENV P="foo=1 bar=2"\nRUN apt-get install $P',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinApt, `FROM a:1\n${line}`)).toEqual([]);
  });
});
