import type { PolicyRules } from '../../src/model/policy.ts';

export interface RuleChanges extends Partial<Omit<PolicyRules, 'failOn'>> {
  readonly failOn?: Partial<PolicyRules['failOn']>;
}

/** Every category blocks from high on, changed where the test says so. */
export function rulesWith(changes: RuleChanges = {}): PolicyRules {
  return {
    onlyFixed: false,
    unknownSeverity: 'medium',
    allowPartial: [],
    ...changes,
    failOn: { vulnerability: 'high', lint: 'high', hardening: 'high', signature: 'low', ...changes.failOn },
  };
}
