import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { PolicyRules, Threshold } from '../../src/model/policy.ts';
import type { Severity } from '../../src/model/severity.ts';
import { countsAs, judge } from '../../src/policy/blocking.ts';
import { aFinding } from '../support/findings.ts';
import { rulesWith } from './rules.ts';

describe('a finding reaches its threshold', () => {
  const table: readonly [severity: Severity, threshold: Threshold, reached: boolean][] = [
    ['critical', 'critical', true],
    ['critical', 'high', true],
    ['critical', 'info', true],
    ['high', 'critical', false],
    ['high', 'high', true],
    ['medium', 'high', false],
    ['low', 'medium', false],
    ['low', 'low', true],
    ['info', 'low', false],
    ['info', 'info', true],
    ['critical', 'none', false],
    ['unknown', 'none', false],
  ];

  for (const [severity, threshold, reached] of table) {
    it(`${severity} against ${threshold}: ${reached ? 'yes' : 'no'}`, () => {
      const rules = rulesWith({ failOn: { vulnerability: threshold } });
      expect(judge(aFinding({ severity }), rules).reached).toBe(reached);
    });
  }

  it('only the threshold of its own category counts', () => {
    const rules = rulesWith({ failOn: { vulnerability: 'none', lint: 'low', hardening: 'none' } });
    expect(judge(aFinding({ category: 'lint', severity: 'low' }), rules).reached).toBe(true);
    expect(judge(aFinding({ category: 'hardening', severity: 'low' }), rules).reached).toBe(false);
  });
});

describe('a vulnerability that is exploited, or likely to be', () => {
  const table: readonly [rules: Partial<PolicyRules>, changes: Partial<Finding>, reached: boolean][] = [
    [{ failOnKev: true }, { kev: true }, true],
    [{ failOnKev: true }, { kev: false }, false],
    [{ failOnKev: true }, { kev: null }, false],
    [{ failOnKev: false }, { kev: true }, false],
    [{}, { kev: true, epss: 1 }, false],
    [{ failOnEpss: 0.5 }, { epss: 0.5 }, true],
    [{ failOnEpss: 0.5 }, { epss: 0.49 }, false],
    [{ failOnEpss: 0 }, { epss: null }, false],
    [{ failOnEpss: null }, { epss: 1 }, false],
  ];

  it.each(table)('with %j and %j reaches the gate below every threshold: %s', (rules, changes, reached) => {
    const finding = aFinding({ severity: 'low', ...changes });
    for (const threshold of ['critical', 'none'] as const) {
      const all = { ...rulesWith({ failOn: { vulnerability: threshold } }), ...rules };
      expect(judge(finding, all).reached).toBe(reached);
    }
  });

  it('is let through when it is suppressed', () => {
    const suppressed: Finding['suppressed'] = { by: 'exception', reason: 'r', owner: null, expires: null };
    const rules = { ...rulesWith({}), failOnKev: true };
    expect(judge(aFinding({ kev: true, suppressed }), rules)).toEqual({
      reached: true,
      excuse: 'suppressed',
    });
  });
});

describe('an unknown severity', () => {
  it('counts as what the settings say', () => {
    const finding = aFinding({ severity: 'unknown' });
    expect(countsAs(finding, rulesWith({ unknownSeverity: 'medium' }))).toBe('medium');
    expect(judge(finding, rulesWith({ unknownSeverity: 'medium' })).reached).toBe(false);
    expect(judge(finding, rulesWith({ unknownSeverity: 'high' })).reached).toBe(true);
  });
});

describe('a finding that reaches its threshold is excused', () => {
  const suppressed: Finding['suppressed'] = {
    by: 'exception',
    reason: 'not reachable',
    owner: 'ops',
    expires: null,
  };
  const unfixed = aFinding({ fixedIn: [] });

  it('when it is suppressed', () => {
    expect(judge(aFinding({ suppressed }), rulesWith())).toEqual({ reached: true, excuse: 'suppressed' });
    expect(judge(aFinding(), rulesWith())).toEqual({ reached: true, excuse: null });
  });

  it('when only fixed vulnerabilities count and it has no fix', () => {
    expect(judge(unfixed, rulesWith({ onlyFixed: true }))).toEqual({ reached: true, excuse: 'no fix' });
    expect(judge(unfixed, rulesWith({ onlyFixed: false }))).toEqual({ reached: true, excuse: null });
    expect(judge(aFinding(), rulesWith({ onlyFixed: true }))).toEqual({ reached: true, excuse: null });
  });

  it('but never because a rule has no fixed version', () => {
    const hardening = aFinding({ category: 'hardening', fixedIn: [] });
    expect(judge(hardening, rulesWith({ onlyFixed: true }))).toEqual({ reached: true, excuse: null });
  });
});

it.each([
  [{ onlyFixed: true, failOnKev: true }, { kev: true }, null],
  [{ onlyFixed: true, failOnEpss: 0.5 }, { epss: 0.9 }, null],
  [{ onlyFixed: true }, { kev: true }, 'no fix'],
  [{ onlyFixed: true, failOnKev: true }, { kev: false }, 'no fix'],
] as const)('by %j what is %j and has no fix has the excuse %j', (rules, finding, excuse) => {
  const judged = judge(aFinding({ severity: 'critical', fixedIn: [], ...finding }), rulesWith(rules));
  expect(judged).toEqual({ reached: true, excuse });
});
