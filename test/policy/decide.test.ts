import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { CATEGORIES } from '../../src/model/finding.ts';
import type { StepOutcome, Unknown } from '../../src/model/outcome.ts';
import { STEP_IDS } from '../../src/model/outcome.ts';
import type { PolicyRules, Threshold } from '../../src/model/policy.ts';
import type { VerdictResult } from '../../src/model/report.ts';
import { RANKED_SEVERITIES, SEVERITIES } from '../../src/model/severity.ts';
import { decide } from '../../src/policy/decide.ts';
import { aFinding } from '../support/findings.ts';
import { aStep, steps } from '../support/steps.ts';
import { rulesWith } from './rules.ts';

const unknown: Unknown = { step: 'vulnerabilities', place: 'Alpine:v3.20', reason: 'not covered' };

describe('the verdict', () => {
  const bad = aFinding({ severity: 'critical' });
  const mild = aFinding({ severity: 'low' });
  const table: readonly [string, VerdictResult, Finding[], readonly StepOutcome[], Unknown[]][] = [
    ['nothing found', 'pass', [], steps(), []],
    ['only something below the threshold', 'pass', [mild], steps(), []],
    ['something at the threshold', 'fail', [mild, bad], steps(), []],
    ['a failed step', 'incomplete', [], steps({ inventory: 'failed' }), []],
    ['a partial step', 'incomplete', [], steps({ hardening: 'partial' }), []],
    ['an unknown', 'incomplete', [], steps(), [unknown]],
    ['something that blocks and a failed step', 'incomplete', [bad], steps({ lint: 'failed' }), []],
    ['something that blocks and no step', 'incomplete', [bad], [], []],
    ['no step', 'incomplete', [], [], []],
  ];

  for (const [what, result, findings, outcomes, unknowns] of table) {
    it(`${what}: ${result}`, () => {
      expect(decide({ findings, steps: outcomes, rules: rulesWith(), unknowns }).verdict.result).toBe(result);
    });
  }
});

describe('the judged findings', () => {
  it('are the same findings in the same order, each marked', () => {
    const findings = [aFinding({ severity: 'low' }), aFinding({ severity: 'critical' })];
    const judged = decide({ findings, steps: steps(), rules: rulesWith(), unknowns: [] }).findings;
    expect(judged).toEqual([
      { ...findings[0], blocking: false },
      { ...findings[1], blocking: true },
    ]);
  });

  it('keep the severity unknown', () => {
    const findings = [aFinding({ severity: 'unknown' })];
    const rules = rulesWith({ unknownSeverity: 'critical' });
    expect(decide({ findings, steps: steps(), rules, unknowns: [] }).findings).toMatchObject([
      { severity: 'unknown', blocking: true },
    ]);
  });
});

describe('whatever comes in', () => {
  it('there is no pass unless every step that was not skipped is complete, and a check is', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { result, reasons } = decide(input).verdict;
        const sound = input.steps.every(
          ({ id, status }) =>
            status === 'complete' ||
            status === 'skipped' ||
            (status === 'partial' && input.rules.allowPartial.includes(id)),
        );
        const examined = input.steps.some(
          ({ id, status }) => id !== 'image' && id !== 'inventory' && status !== 'skipped',
        );
        if (result === 'pass') expect(sound && examined).toBe(true);
        expect(reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('there is no pass with an unknown that is not allowed', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const open = input.unknowns.some(({ step }) => !input.rules.allowPartial.includes(step));
        if (open) expect(decide(input).verdict.result).toBe('incomplete');
      }),
    );
  });

  it('a pass or fail agrees with what blocks', () => {
    fc.assert(
      fc.property(anyInput(), (input) => {
        const { verdict, findings } = decide(input);
        const blocking = findings.some((finding) => finding.blocking);
        if (verdict.result === 'pass') expect(blocking).toBe(false);
        if (verdict.result === 'fail') expect(blocking).toBe(true);
        const counted = verdict.reasons.reduce((sum, { count }) => sum + (count ?? 0), 0);
        expect(counted).toBe(findings.filter((finding) => finding.blocking).length);
      }),
    );
  });

  it('one more finding, unknown or failed step never makes it a pass', () => {
    fc.assert(
      fc.property(
        anyInput(),
        anyFinding(),
        anyUnknown(),
        fc.constantFrom(...STEP_IDS),
        (input, finding, more, id) => {
          if (decide(input).verdict.result === 'pass') return;
          expect(decide({ ...input, findings: [...input.findings, finding] }).verdict.result).not.toBe(
            'pass',
          );
          expect(decide({ ...input, unknowns: [...input.unknowns, more] }).verdict.result).not.toBe('pass');
          const failed = input.steps.map((step) => (step.id === id ? aStep(id, 'failed') : step));
          expect(decide({ ...input, steps: failed }).verdict.result).not.toBe('pass');
        },
      ),
    );
  });

  it('a stricter threshold never makes it a pass, and a milder one never a fail', () => {
    fc.assert(
      fc.property(
        anyInput(),
        fc.constantFrom(...CATEGORIES),
        anyThreshold(),
        (input, category, threshold) => {
          const changed = { ...input.rules, failOn: { ...input.rules.failOn, [category]: threshold } };
          const before = decide(input).verdict.result;
          const after = decide({ ...input, rules: changed }).verdict.result;
          const stricter = strictness(threshold) >= strictness(input.rules.failOn[category]);
          if (stricter && before !== 'pass') expect(after).not.toBe('pass');
          if (!stricter && before === 'pass') expect(after).toBe('pass');
        },
      ),
    );
  });
});

function strictness(threshold: Threshold): number {
  return threshold === 'none' ? -1 : RANKED_SEVERITIES.indexOf(threshold);
}

function anyInput(): fc.Arbitrary<{
  findings: Finding[];
  steps: StepOutcome[];
  rules: PolicyRules;
  unknowns: Unknown[];
}> {
  return fc.record({
    findings: fc.array(anyFinding(), { maxLength: 5 }),
    steps: anySteps(),
    rules: anyRules(),
    unknowns: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Unknown[]>([]) },
      fc.array(anyUnknown(), { maxLength: 2 }),
    ),
  });
}

function anyFinding(): fc.Arbitrary<Finding> {
  return fc
    .record({
      category: fc.constantFrom(...CATEGORIES),
      severity: fc.constantFrom(...SEVERITIES),
      fixedIn: fc.constantFrom([], ['2.0']),
      suppressed: fc.constantFrom(null, {
        by: 'vex' as const,
        reason: 'not affected',
        owner: null,
        expires: null,
      }),
    })
    .map(aFinding);
}

function anySteps(): fc.Arbitrary<StepOutcome[]> {
  const mostly = fc.constantFrom('complete', 'complete', 'complete', 'skipped', 'partial', 'failed');
  return fc
    .subarray([...STEP_IDS])
    .chain((ids) => fc.tuple(...ids.map((id) => mostly.map((status) => aStep(id, status)))));
}

function anyRules(): fc.Arbitrary<PolicyRules> {
  return fc.record({
    failOn: fc.record({
      vulnerability: anyThreshold(),
      lint: anyThreshold(),
      hardening: anyThreshold(),
      signature: anyThreshold(),
    }),
    onlyFixed: fc.boolean(),
    unknownSeverity: fc.constantFrom(...RANKED_SEVERITIES),
    allowPartial: fc.subarray([...STEP_IDS]),
  });
}

function anyThreshold(): fc.Arbitrary<Threshold> {
  return fc.constantFrom(...RANKED_SEVERITIES, 'none');
}

function anyUnknown(): fc.Arbitrary<Unknown> {
  return fc.constantFrom(...STEP_IDS).map((step) => ({ step, place: 'somewhere', reason: 'unreadable' }));
}
