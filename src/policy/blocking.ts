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
  const isBad = threshold !== 'none' && atLeast(countsAs(finding, rules), threshold);
  if (!isBad && !isExploited(finding, rules)) return { reached: false };
  return { reached: true, excuse: excuseOf(finding, rules) };
}

/** True when the policy fails on what is exploited, or likely to be, and this is: whatever its severity. */
export function isExploited(
  finding: Pick<Finding, 'kev' | 'epss'>,
  { failOnKev = false, failOnEpss = null }: PolicyRules,
): boolean {
  const isLikely = failOnEpss !== null && finding.epss !== null && finding.epss >= failOnEpss;
  return isLikely || (failOnKev && finding.kev === true);
}

/** The severity that is held against the threshold: the policy says what `unknown` counts as. */
export function countsAs(finding: Finding, rules: PolicyRules): RankedSeverity {
  return finding.severity === 'unknown' ? rules.unknownSeverity : finding.severity;
}

function excuseOf(finding: Finding, rules: PolicyRules): Excuse | null {
  if (finding.suppressed !== null) return 'suppressed';
  // Who fails on what is exploited wants to know of it before there is a fix.
  const mayWait = rules.onlyFixed && !isExploited(finding, rules);
  const waits = mayWait && finding.category === 'vulnerability' && finding.fixedIn.length === 0;
  return waits ? 'no fix' : null;
}
