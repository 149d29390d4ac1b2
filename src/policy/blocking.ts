import type { Finding } from '../model/finding.ts';
import type { PolicyRules } from '../model/policy.ts';
import type { RankedSeverity } from '../model/severity.ts';
import { atLeast } from '../model/severity.ts';

/** Why a finding that is at or above its threshold may still not block. */
export type Excuse = 'suppressed' | 'no fix';

/** `below`: the threshold does not reach it. Otherwise it would block, and `excuse` says why it does not. */
export type Judgement =
  { readonly reached: false } | { readonly reached: true; readonly excuse: Excuse | null };

/** Holds one finding against the threshold of its category. */
export function judge(finding: Finding, rules: PolicyRules): Judgement {
  const threshold = rules.failOn[finding.category];
  if (threshold === 'none' || !atLeast(countsAs(finding, rules), threshold)) return { reached: false };
  return { reached: true, excuse: excuseOf(finding, rules) };
}

/** The severity that is held against the threshold: the policy says what `unknown` counts as. */
export function countsAs(finding: Finding, rules: PolicyRules): RankedSeverity {
  return finding.severity === 'unknown' ? rules.unknownSeverity : finding.severity;
}

function excuseOf(finding: Finding, rules: PolicyRules): Excuse | null {
  if (finding.suppressed !== null) return 'suppressed';
  const waits = rules.onlyFixed && finding.category === 'vulnerability' && finding.fixedIn.length === 0;
  return waits ? 'no fix' : null;
}
