import type { Finding, JudgedFinding } from '../model/finding.ts';
import type { StepOutcome, Unknown } from '../model/outcome.ts';
import type { PolicyRules } from '../model/policy.ts';
import type { Verdict } from '../model/report.ts';
import { judge } from './blocking.ts';
import { completeness } from './completeness.ts';
import { blockingReasons, gapReasons, passReason } from './reasons.ts';

export interface DecideInput {
  readonly findings: readonly Finding[];
  /** Every step that ran or was skipped. */
  readonly steps: readonly StepOutcome[];
  readonly rules: PolicyRules;
  readonly unknowns: readonly Unknown[];
}

export interface Decision {
  readonly verdict: Verdict;
  /** The same findings in the same order, each with its judgement. */
  readonly findings: readonly JudgedFinding[];
}

/**
 * The one place where a verdict is made. `incomplete` dominates `fail`, and `fail` dominates `pass`: see
 * docs/adr/0004-incomplete-dominates.md. Nothing examined is `incomplete`, never `pass`.
 */
export function decide({ findings, steps, rules, unknowns }: DecideInput): Decision {
  const judged = findings.map((finding) => withJudgement(finding, rules));
  const complete = completeness({ steps, unknowns, rules });
  const blocked = blockingReasons(judged, rules);
  return { verdict: verdictOf(), findings: judged };

  function verdictOf(): Verdict {
    if (complete.gaps.length > 0) {
      return { result: 'incomplete', reasons: [...gapReasons(complete.gaps), ...blocked] };
    }
    if (blocked.length > 0) return { result: 'fail', reasons: blocked };
    return { result: 'pass', reasons: [passReason({ findings: judged, rules, complete, unknowns })] };
  }
}

function withJudgement(finding: Finding, rules: PolicyRules): JudgedFinding {
  const judgement = judge(finding, rules);
  return { ...finding, blocking: judgement.reached && judgement.excuse === null };
}
