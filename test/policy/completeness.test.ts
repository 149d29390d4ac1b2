import { describe, expect, it } from 'vitest';
import type { StepOutcome, Unknown } from '../../src/model/outcome.ts';
import type { PolicyRules } from '../../src/model/policy.ts';
import { completeness } from '../../src/policy/completeness.ts';
import { aStep, steps } from '../support/steps.ts';
import { rulesWith } from './rules.ts';

const unknown: Unknown = { step: 'inventory', place: 'lib/apk/db/installed', reason: 'it is cut off' };

describe('a run has a gap', () => {
  it('when a step failed, even if its partial end is allowed', () => {
    const rules = rulesWith({ allowPartial: ['vulnerabilities'] });
    expect(gaps(steps({ vulnerabilities: 'failed' }), [], rules)).toEqual(['vulnerabilities failed']);
  });

  it('when a step is partial and that is not allowed', () => {
    const rules = rulesWith({ allowPartial: ['inventory'] });
    expect(gaps(steps({ vulnerabilities: 'partial' }), [], rules)).toEqual(['vulnerabilities partial']);
  });

  it('when a step that calls itself complete has unknowns', () => {
    expect(gaps(steps(), [unknown])).toEqual(['inventory partial']);
  });

  it('when a step that is skipped or missing has unknowns', () => {
    expect(gaps(steps({ inventory: 'skipped' }), [unknown])).toEqual(['inventory partial']);
    expect(gaps([aStep('lint')], [unknown])).toEqual(['inventory partial']);
  });

  it('when there are no steps', () => {
    expect(gaps([])).toEqual(['nothing examined']);
  });

  it('when a step failed and no check ran, and that is said once', () => {
    expect(gaps([aStep('image', 'failed'), aStep('lint', 'skipped')])).toEqual(['image failed']);
  });

  it('when a step is partial and no check ran', () => {
    expect(gaps([aStep('image', 'partial')])).toEqual(['image partial', 'nothing examined']);
  });

  it('when the image was opened and no check ran', () => {
    const skipped = steps({
      lint: 'skipped',
      vulnerabilities: 'skipped',
      hardening: 'skipped',
      signatures: 'skipped',
    });
    expect(gaps(skipped)).toEqual(['nothing examined']);
  });
});

describe('a run has no gap', () => {
  it('when every step is complete', () => {
    expect(gaps(steps())).toEqual([]);
  });

  it('when steps are skipped and one check is complete', () => {
    expect(gaps([aStep('lint'), aStep('image', 'skipped'), aStep('hardening', 'skipped')])).toEqual([]);
  });

  it('when a partial step is allowed, and it says which', () => {
    const rules = rulesWith({ allowPartial: ['inventory'] });
    const result = completeness({ steps: steps(), unknowns: [unknown], rules });
    expect(result.gaps).toEqual([]);
    expect(result.allowed).toEqual(['inventory']);
  });
});

describe('what was examined', () => {
  it('is the checks that ran, not the steps that fetch', () => {
    const result = completeness({
      steps: steps({ lint: 'skipped', hardening: 'partial', signatures: 'failed' }),
      unknowns: [],
      rules: rulesWith(),
    });
    expect(result.examined).toEqual(['vulnerabilities', 'hardening']);
  });
});

function gaps(
  outcomes: readonly StepOutcome[],
  unknowns: readonly Unknown[] = [],
  rules: PolicyRules = rulesWith(),
): readonly string[] {
  return completeness({ steps: outcomes, unknowns, rules }).gaps.map((gap) => {
    if (gap.kind === 'failed') return `${gap.step.id} failed`;
    return gap.kind === 'partial' ? `${gap.step} partial` : gap.kind;
  });
}
