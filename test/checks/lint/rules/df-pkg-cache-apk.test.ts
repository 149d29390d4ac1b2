import { describe, expect, test } from 'vitest';
import { dfPkgCacheApk } from '../../../../src/checks/lint/rules/df-pkg-cache-apk.ts';
import { fixedBy } from '../../../support/fixing.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apk add foo', ['add']],
    ['RUN apk -U add foo', ['add']],
    ['RUN apk add foo && rm -rf /var/cache/apk/*', ['add']],
    ['RUN --mount=type=bind,target=/var/cache/apk apk add foo', ['add']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCacheApk, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apk add --no-cache foo',
    'RUN apk --no-cache add foo',
    'RUN --mount=type=cache,target=/var/cache/apk,sharing=locked apk add foo',
    'RUN apk update',
    'RUN apk del foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCacheApk, `FROM a:1\n${line}`)).toEqual([]);
  });
});

describe('fixes, once', () => {
  test.each<[string, string]>([['RUN apk add foo', 'RUN apk add --no-cache foo']])('%s', (line, expected) => {
    const fixed = fixedBy(dfPkgCacheApk, `FROM a:1\n${line}`);
    expect(fixed).toBe(`FROM a:1\n${expected}`);
    expect(fixedBy(dfPkgCacheApk, fixed)).toBe(fixed);
  });
});
