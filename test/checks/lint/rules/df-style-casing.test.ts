import { describe, expect, test } from 'vitest';
import { dfStyleCasing } from '../../../../src/checks/lint/rules/df-style-casing.ts';
import { caughtBy, fixedBy } from '../../../support/linting.ts';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM a:1\nrun x\nRUN y', ['run']],
    ['from a:1\nrun x\nRUN y', ['RUN']],
    ['FROM a:1\nRun x', ['Run']],
    ['From a:1', ['From']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfStyleCasing, text)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each(['FROM a:1\nRUN x', 'from a:1\nrun x', 'FROM a:1\n# run x\nRUN from x', 'FROM a:1\nnope x'])(
    '%j',
    (text) => {
      expect(caughtBy(dfStyleCasing, text)).toEqual([]);
    },
  );
});

describe('fixes', () => {
  test.each([
    ['FROM a:1\nrun x\nRUN y', 'FROM a:1\nRUN x\nRUN y'],
    ['from a:1\nrun x\nRUN y', 'from a:1\nrun x\nrun y'],
  ])('%j', (text, expected) => {
    expect(fixedBy(dfStyleCasing, text)).toBe(expected);
  });
});
