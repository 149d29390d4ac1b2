import { describe, expect, test } from 'vitest';
import { dfPkgPinPip } from '../../../../src/checks/lint/rules/df-pkg-pin-pip.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN pip install foo', ['foo']],
    ['RUN pip install foo==1 bar', ['bar']],
    ["RUN pip install 'foo[x]'", ["'foo[x]'"]],
    ['RUN pip3.11 install foo', ['foo']],
    ['RUN python3 -u -m pip install foo', ['foo']],
    ['RUN pip install -U pip', ['pip']],
    ['RUN pip install git+https://github.com/a/b', ['git+https://github.com/a/b']],
    ['RUN pip install git+ssh://git@x.com/a/b', ['git+ssh://git@x.com/a/b']],
    ['RUN pip install $FOO', ['$FOO']],
    ['RUN pip install foo=1', ['foo=1']],
    ['RUN pipx install foo', ['foo']],
    ['RUN pip install -i http://x foo', ['foo']],
    ['RUN pip --no-cache-dir install foo', ['foo']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgPinPip, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN pip install foo==1',
    "RUN pip install 'foo>=1'",
    "RUN pip install 'foo~=1.0'",
    "RUN pip install 'foo[x]==1'",
    'RUN pip install -r r.txt',
    'RUN pip install --requirement=r.txt foo',
    'RUN pip install -rr.txt',
    'RUN pip install -c c.txt foo',
    'RUN pip install -e foo',
    'RUN pip install .',
    'RUN pip install ".[dev]"',
    'RUN pip install ./foo',
    'RUN pip install foo.whl',
    'RUN pip install git+https://github.com/a/b@v1',
    'RUN pip install "foo @ https://x/foo.zip"',
    'RUN pip install --timeout 30 foo==1',
    'RUN pip download foo',
    'RUN uv pip install foo',
    'RUN python setup.py install',
    'ENV P=foo==1\nRUN pip install $P',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgPinPip, `FROM a:1\n${line}`)).toEqual([]);
  });
});
