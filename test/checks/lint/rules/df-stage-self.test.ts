import { describe, expect, test } from 'vitest';
import { dfStageSelf } from '../../../../src/checks/lint/rules/df-stage-self.ts';
import { caughtBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1 AS x\nCOPY --from=x /a /b', ['--from=x']],
    ['FROM a:1 AS x\nCOPY --from=X /a /b', ['--from=X']],
    ['FROM a:1\nCOPY --from=0 /a /b', ['--from=0']],
    ['FROM a:1 AS x\nFROM x AS y\nCOPY --from=y /a /b\nCOPY --from=x /a /b', ['--from=y']],
    ['FROM a:1 AS x\nFROM a:1 AS x\nCOPY --from=x /a /b', ['--from=x']],
    ['FROM a:1 AS x\nRUN --mount=from=x,target=/a ls', ['--mount=from=x,target=/a']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStageSelf, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /b',
    'FROM a:1\nCOPY --from=x /a /b',
    'FROM a:1 AS x\nFROM x\nCOPY --from=x /a /b',
    'FROM a:1\nFROM b:1\nCOPY --from=0 /a /b',
    'FROM a:1 AS x\nCOPY x /b',
  ])('%j', (text) => {
    expect(caughtBy(dfStageSelf, text)).toEqual([]);
  });
});
