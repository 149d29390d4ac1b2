import type { StepId, StepOutcome, Unknown } from '../model/outcome.ts';
import type { PolicyRules } from '../model/policy.ts';
import type { Category } from '../model/finding.ts';

/** The steps that judge something; the others only fetch and read. */
export const CHECK_STEPS = {
  lint: 'lint',
  vulnerabilities: 'vulnerability',
  hardening: 'hardening',
  signatures: 'signature',
} as const satisfies Partial<Record<StepId, Category>>;

export type CheckStep = keyof typeof CHECK_STEPS;

/** A reason why the run cannot be called complete. */
export type Gap =
  | { readonly kind: 'failed'; readonly step: StepOutcome }
  | {
      readonly kind: 'partial';
      readonly step: StepId;
      readonly reason: string | null;
      readonly unknowns: readonly Unknown[];
    }
  | { readonly kind: 'nothing examined'; readonly steps: readonly StepOutcome[] };

export interface Completeness {
  /** Not empty: the verdict is `incomplete`. */
  readonly gaps: readonly Gap[];
  /** Partial steps that the settings allow. */
  readonly allowed: readonly StepId[];
  /** The checks that ran, in the order of the steps. */
  readonly examined: readonly CheckStep[];
}

export interface CompletenessInput {
  readonly steps: readonly StepOutcome[];
  readonly unknowns: readonly Unknown[];
  readonly rules: PolicyRules;
}

/**
 * Tells whether everything that was asked for was examined. A step's own word is not enough: a step with
 * unknowns is partial whatever it says, and so is a step that is missing or skipped and still has some.
 */
export function completeness({ steps, unknowns, rules }: CompletenessInput): Completeness {
  const gaps: Gap[] = [];
  const allowed: StepId[] = [];
  for (const step of partialOrFailed(steps, unknowns)) {
    const excused = step.kind === 'partial' && rules.allowPartial.includes(step.step);
    if (excused) allowed.push(step.step);
    else gaps.push(step);
  }
  const examined = steps.flatMap(({ id, status }) =>
    isCheck(id) && (status === 'complete' || status === 'partial') ? [id] : [],
  );
  const failed = gaps.some((gap) => gap.kind === 'failed');
  if (examined.length === 0 && !failed) gaps.push({ kind: 'nothing examined', steps });
  return { gaps, allowed, examined };
}

export function isCheck(id: StepId): id is CheckStep {
  return Object.hasOwn(CHECK_STEPS, id);
}

function partialOrFailed(
  steps: readonly StepOutcome[],
  unknowns: readonly Unknown[],
): readonly Exclude<Gap, { kind: 'nothing examined' }>[] {
  const byStep = Map.groupBy(unknowns, (unknown) => unknown.step);
  const found: Exclude<Gap, { kind: 'nothing examined' }>[] = [];
  for (const step of steps) {
    const own = byStep.get(step.id) ?? [];
    byStep.delete(step.id);
    if (step.status === 'failed') found.push({ kind: 'failed', step });
    else if (step.status === 'partial' || own.length > 0) {
      found.push({ kind: 'partial', step: step.id, reason: step.reason, unknowns: own });
    }
  }
  for (const [step, own] of byStep) found.push({ kind: 'partial', step, reason: null, unknowns: own });
  return found;
}
