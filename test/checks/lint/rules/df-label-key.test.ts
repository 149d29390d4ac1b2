import { describe, expect, test } from 'vitest';
import { dfLabelKey } from '../../../../src/checks/lint/rules/df-label-key.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['LABEL A=x', ['A']],
    ['LABEL a..b=x', ['a..b']],
    ['LABEL a--b=x', ['a--b']],
    ['LABEL -a=x', ['-a']],
    ['LABEL a-=x', ['a-']],
    ['LABEL .a=x', ['.a']],
    ['LABEL a.=x', ['a.']],
    ['LABEL 1a=x', ['1a']],
    ['LABEL com.docker.x=x', ['com.docker.x']],
    ['LABEL io.docker.x=x', ['io.docker.x']],
    ['LABEL org.dockerproject.x=x', ['org.dockerproject.x']],
    ['LABEL $a=x', ['$a']],
    ['LABEL é=x', ['é']],
    ['LABEL a@b=x', ['a@b']],
    ['LABEL a:b=x', ['a:b']],
    ['LABEL aB=x', ['aB']],
    ['LABEL a_=x', ['a_']],
    ['LABEL _a=x', ['_a']],
    ['LABEL com.docker.=x', ['com.docker.']],
    ['LABEL "a b"=c', ['"a b"']],
    ['LABEL "A"=b', ['"A"']],
    ['LABEL A b', ['A']],
    ['LABEL a=1 \\\n  B=2', ['B']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfLabelKey, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'LABEL a=b',
    'LABEL a.b=c',
    'LABEL a_b=c',
    'LABEL a.-b=c',
    'LABEL a1=b',
    'LABEL a/b=c',
    'LABEL com.docker=1',
    'LABEL "a.b"=c',
    "LABEL 'a'=b",
    'LABEL a b',
    'LABEL com.dockerx=1',
    'ONBUILD LABEL A=b',
    'LABEL org.opencontainers.image.title=x',
    'ENV A=b',
  ])('%j', (text) => {
    expect(caughtBy(dfLabelKey, `${FROM}${text}`)).toEqual([]);
  });
});
