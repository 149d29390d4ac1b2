import { describe, expect, test } from 'vitest';
import { dfStageUnknown } from '../../../../src/checks/lint/rules/df-stage-unknown.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string, string[]]>([
    ['a name that is no stage', 'FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld /x /y', ['--from=biuld']],
    ['an index that is not there', 'FROM a:1\nCOPY --from=1 /x /y', ['--from=1']],
    ['a variable', 'FROM a:1\nCOPY --from=$X /x /y', ['--from=$X']],
    ['the empty image', 'FROM a:1\nCOPY --from=scratch /x /y', ['--from=scratch']],
    ['a later stage', 'FROM a:1\nCOPY --from=b /x /y\nFROM c:1 AS b', ['--from=b']],
    [
      'a mount',
      'FROM a:1\nRUN --mount=type=bind,from=nope,target=/x y',
      ['--mount=type=bind,from=nope,target=/x'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(caughtBy(dfStageUnknown, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    ['an earlier stage', 'FROM a:1 AS b\nFROM c:1\nCOPY --from=b /x /y'],
    ['in another case', 'FROM a:1 AS b\nFROM c:1\nCOPY --from=B /x /y'],
    ['an earlier index', 'FROM a:1\nFROM c:1\nCOPY --from=0 /x /y'],
    ['an image with a tag', 'FROM a:1\nCOPY --from=nginx:1 /x /y'],
    ['an image with a path', 'FROM a:1\nCOPY --from=ghcr.io/a/b /x /y'],
    ['the stage itself, which is for another rule', 'FROM a:1 AS b\nCOPY --from=b /x /y'],
    ['a mount of the empty image', 'FROM a:1\nRUN --mount=from=scratch,target=/x y'],
    ['no --from', 'FROM a:1\nCOPY x /y'],
  ])('%s', (_name, text) => {
    expect(caughtBy(dfStageUnknown, text)).toEqual([]);
  });
});
