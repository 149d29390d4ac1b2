import { describe, expect, test } from 'vitest';
import { dfPkgCachePip } from '../../../../src/checks/lint/rules/df-pkg-cache-pip.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN pip install foo', ['install']],
    ['RUN python -m pip install foo', ['install']],
    ['RUN pip install --no-cache-dir a && pip install b', ['install']],
    ['ENV PIP_NO_CACHE_DIR=0\nRUN pip install foo', ['install']],
    ['RUN PIP_NO_CACHE_DIR=off pip install foo', ['install']],
    ['RUN pip install foo\nENV PIP_NO_CACHE_DIR=1', ['install']],
    ['RUN --mount=type=cache,target=/tmp pip install foo', ['install']],
    ['ENV PIP_NO_CACHE_DIR=1\nFROM b:1\nRUN pip install foo', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCachePip, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN pip install --no-cache-dir foo',
    'RUN pip --no-cache-dir install foo',
    'ENV PIP_NO_CACHE_DIR=1\nRUN pip install foo',
    'ENV PIP_NO_CACHE_DIR=On\nRUN pip install foo',
    'ENV PIP_NO_CACHE_DIR=true\nFROM a:1 AS x\nENV PIP_NO_CACHE_DIR=1\nFROM x\nRUN pip install foo',
    'RUN PIP_NO_CACHE_DIR=1 pip install foo',
    'RUN export PIP_NO_CACHE_DIR=1; pip install foo',
    'RUN --mount=type=cache,target=/root/.cache/pip pip install foo',
    'RUN pipx install foo',
    'RUN pip list',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCachePip, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([
    ['RUN pip install foo', 'RUN pip install --no-cache-dir foo'],
    ['RUN python3 -m pip install -r r.txt', 'RUN python3 -m pip install --no-cache-dir -r r.txt'],
  ])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgCachePip, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgCachePip, fixed)).toBe(fixed);
  });
});
