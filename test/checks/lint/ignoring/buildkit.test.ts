import { describe, expect, test } from 'vitest';
import { readBuildkitDirective, readBuildkitIgnore } from '../../../../src/checks/lint/ignoring/buildkit.ts';

const RANGE = { line: 1, column: 1, endLine: 1, endColumn: 2 };

describe('a comment', () => {
  test.each([
    ['check=skip=JSONArgsRecommended', ['JSONARGSRECOMMENDED'], ''],
    ['check = skip = A, B why', ['A', 'B'], 'why'],
    ['check=skip=all', ['ALL'], ''],
    ['check=error=true;skip=A', ['A'], ''],
    ['check=skip=A;error=true', ['A'], ''],
  ])('%s counts for the instruction', (text, ids, reason) => {
    expect(readBuildkitIgnore(text)).toMatchObject([{ ids, reason, scope: 'instruction', problem: null }]);
  });

  test.each(['check=error=true', 'please check=skip=A', 'check this'])('%s is an ordinary one', (text) => {
    expect(readBuildkitIgnore(text)).toEqual([]);
  });
});

describe('a directive', () => {
  test.each([
    ['skip=A,B', ['A', 'B']],
    ['skip=A;error=true', ['A']],
    ['error=true;skip=A', ['A']],
  ])('%s counts for the file', (value, ids) => {
    expect(readBuildkitDirective({ name: 'check', value, range: RANGE })).toMatchObject([
      { ids, scope: 'file' },
    ]);
  });

  test.each([
    ['check', 'error=true'],
    ['syntax', 'skip=A'],
  ])('%s=%s skips nothing', (name, value) => {
    expect(readBuildkitDirective({ name, value, range: RANGE })).toEqual([]);
  });
});
