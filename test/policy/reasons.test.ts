import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { StepOutcome, Unknown } from '../../src/model/outcome.ts';
import { decide } from '../../src/policy/decide.ts';
import { aFinding } from '../support/findings.ts';
import { aStep, steps } from '../support/steps.ts';
import type { RuleChanges } from './rules.ts';
import { rulesWith } from './rules.ts';

describe('the reasons of a fail', () => {
  it('count and name what blocks, for each category', () => {
    const findings = [
      aFinding({ category: 'hardening', rule: 'IC-USER' }),
      aFinding(),
      aFinding({ rule: 'CVE-2019-1563', severity: 'critical' }),
      aFinding({ rule: 'CVE-2019-1547', severity: 'low' }),
    ];
    expect(reasons({ findings })).toEqual([
      {
        category: 'vulnerability',
        text: '2 vulnerabilities at or above high (libssl1.1 1.1.1c-r0 CVE-2019-1549, libssl1.1 1.1.1c-r0 CVE-2019-1563)',
        count: 2,
        threshold: 'high',
      },
      {
        category: 'hardening',
        text: '1 hardening finding at or above high (IC-USER)',
        count: 1,
        threshold: 'high',
      },
    ]);
  });

  it('name three and count the rest', () => {
    const findings = ['A', 'B', 'C', 'D', 'E'].map((rule) => aFinding({ category: 'lint', rule }));
    expect(texts({ findings })).toEqual(['5 Dockerfile findings at or above high (A, B, C and 2 more)']);
  });

  it('name all of three, and each name once', () => {
    const findings = ['A', 'B', 'C', 'A'].map((rule) => aFinding({ category: 'lint', rule }));
    expect(texts({ findings })).toEqual(['4 Dockerfile findings at or above high (A, B, C)']);
  });

  it('say how many are of unknown severity', () => {
    const findings = [aFinding({ severity: 'unknown' })];
    const rules = { failOn: { vulnerability: 'low' }, unknownSeverity: 'medium' } as const;
    expect(texts({ findings, rules })).toEqual([
      '1 vulnerability at or above low (libssl1.1 1.1.1c-r0 CVE-2019-1549), 1 of unknown severity counted as medium',
    ]);
  });

  it('show no control characters of a package name', () => {
    const component = { purl: 'pkg:npm/x@1', name: 'x\u001b[31m\n::error::', version: '1' };
    expect(texts({ findings: [aFinding({ component })] })[0]).not.toMatch(/[\u0000-\u001f]/u);
  });
});

describe('the reasons of an incomplete run', () => {
  it('say which step failed, why, and with which code', () => {
    expect(texts({ outcomes: steps({ image: 'failed' }) })).toEqual([
      'the image step failed: the host did not answer (TEST_FAILED)',
    ]);
  });

  it('count and name what could not be examined', () => {
    const unknowns = ['a', 'b', 'c', 'd'].map((place): Unknown => ({
      step: 'inventory',
      place,
      reason: 'cut off',
    }));
    expect(texts({ unknowns })).toEqual([
      'the inventory step is partial: 4 things could not be examined (a: cut off, b: cut off, c: cut off and 1 more)',
    ]);
  });

  it('give the reason of a partial step without unknowns', () => {
    expect(texts({ outcomes: steps({ lint: 'partial' }) })).toEqual([
      'the lint step is partial: lint ended partial',
    ]);
  });

  it('say that nothing was examined, and how', () => {
    expect(texts({ outcomes: [] })).toEqual(['nothing was examined']);
    expect(texts({ outcomes: [aStep('image'), aStep('lint', 'skipped')] })).toEqual([
      'nothing was examined (lint: lint ended skipped)',
    ]);
  });

  it('come before what already blocks', () => {
    expect(texts({ findings: [aFinding()], outcomes: steps({ lint: 'failed' }) })).toEqual([
      'the lint step failed: the host did not answer (TEST_FAILED)',
      '1 vulnerability at or above high (libssl1.1 1.1.1c-r0 CVE-2019-1549)',
    ]);
  });
});

describe('the reason of a pass', () => {
  it('says what was examined and the thresholds of that', () => {
    expect(texts({ outcomes: steps({ signatures: 'skipped' }) })).toEqual([
      'examined lint, vulnerabilities and hardening: nothing blocks at the thresholds lint high, vulnerabilities high, hardening high',
    ]);
  });

  it('names two checks or one', () => {
    expect(texts({ outcomes: [aStep('lint'), aStep('hardening')] })[0]).toMatch(
      /^examined lint and hardening:/u,
    );
    expect(texts({ outcomes: [aStep('lint')] })[0]).toMatch(/^examined lint:/u);
  });

  it('says what was let through', () => {
    const suppressed = { by: 'vex', reason: 'unused code', owner: null, expires: null } as const;
    const waived = aFinding({ suppressed });
    const findings = [waived, waived, aFinding({ fixedIn: [] }), aFinding({ severity: 'low' })];
    const outcomes = [aStep('vulnerabilities', 'partial')];
    const rules = { onlyFixed: true, allowPartial: ['vulnerabilities'] } as const;
    expect(texts({ findings, outcomes, rules })).toEqual([
      'examined vulnerabilities: nothing blocks at the thresholds vulnerabilities high; 2 suppressed; 1 vulnerability without a fix let through by only-fixed; the vulnerabilities step is partial, which the settings allow',
    ]);
  });
});

describe('a pass, where the settings let things through,', () => {
  it('says what could not be examined and was allowed', () => {
    const unknowns: Unknown[] = [
      { step: 'vulnerabilities', place: 'npm', reason: 'cut off' },
      { step: 'inventory', place: 'srv/x.jar', reason: 'not read' },
    ];
    const rules = { allowPartial: ['vulnerabilities', 'inventory'] } as const;
    const outcomes = [aStep('inventory', 'partial'), aStep('vulnerabilities', 'partial')];
    expect(texts({ outcomes, unknowns, rules })[0]).toMatch(
      /the inventory step is partial, which the settings allow \(1 thing could not be examined: srv\/x\.jar: not read\); the vulnerabilities step .* npm: cut off\)$/u,
    );
  });

  it('counts the findings of a category that never blocks, and of no other', () => {
    const outcomes = [aStep('vulnerabilities')];
    const findings = [aFinding(), aFinding()];
    const failOn = { ...rulesWith({}).failOn, vulnerability: 'none' } as const;
    expect(texts({ outcomes, findings, rules: { failOn } })[0]).toMatch(
      /; 2 vulnerabilities let through by the threshold none$/u,
    );
    expect(texts({ outcomes, rules: { failOn } })[0]).not.toContain('let through');
    expect(texts({ outcomes, findings: [aFinding({ severity: 'low' })] })[0]).not.toContain('let through');
  });
});

interface Case {
  readonly findings?: readonly Finding[];
  readonly outcomes?: readonly StepOutcome[];
  readonly unknowns?: readonly Unknown[];
  readonly rules?: RuleChanges;
}

function reasons({ findings = [], outcomes = steps(), unknowns = [], rules = {} }: Case) {
  return decide({ findings, steps: outcomes, rules: rulesWith(rules), unknowns }).verdict.reasons;
}

function texts(input: Case): readonly string[] {
  return reasons(input).map(({ text }) => text);
}
