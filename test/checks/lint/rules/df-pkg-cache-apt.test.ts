import { describe, expect, test } from 'vitest';
import { dfPkgCacheApt } from '../../../../src/checks/lint/rules/df-pkg-cache-apt.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['RUN apt-get update', ['update']],
    ['RUN apt-get -qq update && apt-get install foo', ['update']],
    ['RUN apt-get update && apt-get clean', ['update']],
    ['RUN rm -rf /var/lib/apt/lists/* && apt-get update', ['update']],
    ['RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*', ['update']],
    ['RUN apt-get update && rm -rf /tmp/x', ['update']],
    ['RUN --mount=type=cache,target=/var/cache/apt apt-get update', ['update']],
    ['RUN --mount=type=bind,target=/var/lib/apt/lists apt-get update', ['update']],
    ['FROM a:1 AS x\nRUN apt-get update\nFROM x', ['update']],
    ['ONBUILD RUN apt-get update', ['update']],
  ])('%s', (line, expected) => {
    expect(caughtBy(dfPkgCacheApt, `FROM a:1\n${line}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'RUN apt-get update && rm -rf /var/lib/apt/lists/*',
    'RUN apt-get update; a; rm -r /tmp/* "/var/lib/apt/lists/"',
    'RUN apt-get update && rm -rf /var/lib/{apt,dpkg}',
    'RUN apt-get update && find /var/lib/apt/lists -type f -delete',
    'RUN apt-get update && sudo rm -rf /var/lib/apt/lists/*',
    'RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update',
    'RUN --mount=type=cache,target=/var/lib/apt --mount=type=tmpfs,dst=/var/cache/apt apt-get update',
    'RUN apt-get update\nFROM b:1',
    'RUN apt-get install foo',
  ])('%s', (line) => {
    expect(caughtBy(dfPkgCacheApt, `FROM a:1\n${line}`)).toEqual([]);
  });
});
