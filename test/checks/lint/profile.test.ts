import { describe, expect, test } from 'vitest';
import { activeRules } from '../../../src/checks/lint/profile.ts';
import type { LintRule } from '../../../src/checks/lint/rule.ts';
import { DEFAULT_LINT_OPTIONS, type LintOptions } from '../../../src/model/lint.ts';

const RULES = [
  aRule('A', 'security', 'DL1'),
  aRule('B', 'recommended', 'DL2'),
  aRule('C', 'all', 'DL3', 'DL2'),
];

function aRule(id: string, profile: LintRule['profile'], ...aliases: string[]): LintRule {
  const text = { title: '', why: '', fix: '', references: [] };
  return { ...text, id, profile, aliases, severity: 'low', category: 'lint', check: () => [] };
}

function on(options: Partial<LintOptions>): string[] {
  return activeRules(RULES, { ...DEFAULT_LINT_OPTIONS, ...options }).map(
    ({ rule, severity }) => rule.id + (severity === null ? '' : `=${severity}`),
  );
}

describe('the rules that run', () => {
  test.each([
    ['security', ['A']],
    ['recommended', ['A', 'B']],
    ['all', ['A', 'B', 'C']],
  ] as const)('in the profile %s', (profile, expected) => {
    expect(on({ profile })).toEqual(expected);
  });

  test('are those of the default profile', () => {
    expect(on({})).toEqual(['A', 'B']);
  });

  test('leave out what is ignored, by id or by code', () => {
    expect(on({ ignored: new Set(['A']) })).toEqual(['B']);
    expect(on({ profile: 'all', ignored: new Set(['DL2']) })).toEqual(['A']);
  });

  test('include one that the user gave a severity', () => {
    expect(on({ overrides: new Map([['DL3', 'high']]) })).toEqual(['A', 'B', 'C=high']);
  });

  test('take the severity of the id before that of a code', () => {
    const overrides = new Map([
      ['DL2', 'high'],
      ['C', 'info'],
    ] as const);
    expect(on({ overrides })).toEqual(['A', 'B=high', 'C=info']);
  });

  test('leave out what is ignored, whatever its severity', () => {
    expect(on({ ignored: new Set(['DL1']), overrides: new Map([['A', 'high']]) })).toEqual(['B']);
  });
});
