import { describe, expect, test } from 'vitest';
import { dfFromDigest } from '../../../../src/checks/lint/rules/df-from-digest.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1', ['a:1']],
    ['FROM a', ['a']],
    ['ARG T=1\nFROM a:$T', ['a:$T']],
    ['FROM scratch\nCOPY --from=b:1 /x /y', ['--from=b:1']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfFromDigest, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'FROM a:1@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'FROM scratch',
    'FROM scratch AS x\nFROM x',
  ])('%j', (text) => {
    expect(caughtBy(dfFromDigest, text)).toEqual([]);
  });
});
