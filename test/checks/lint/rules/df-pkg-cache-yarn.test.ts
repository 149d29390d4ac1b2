import { describe, expect, test } from 'vitest';
import { dfPkgCacheYarn } from '../../../../src/checks/lint/rules/df-pkg-cache-yarn.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN yarn install', ['install']],
    ['RUN yarn --production install', ['install']],
    ['RUN yarn cache clean && yarn install', ['install']],
    ['RUN yarn install\nRUN yarn cache clean', ['install']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCacheYarn, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN yarn install && yarn cache clean',
    'RUN yarn install; yarn cache clean --all',
    'RUN --mount=type=cache,target=/root/.cache/yarn yarn install',
    'RUN yarn install\nFROM b:1',
    'RUN yarn run install',
    'RUN yarn add foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCacheYarn, `FROM a:1\n${line}`)).toEqual([]);
  });
});
