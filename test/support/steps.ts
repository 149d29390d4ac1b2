import type { StepId, StepOutcome, StepStatus } from '../../src/model/outcome.ts';
import { STEP_IDS } from '../../src/model/outcome.ts';

/** A step that ended as `status`, with the reason and error that this status calls for. */
export function aStep(id: StepId, status: StepStatus = 'complete'): StepOutcome {
  const failed = status === 'failed';
  return {
    id,
    status,
    durationMs: 5,
    reason: status === 'complete' ? null : `${id} ended ${status}`,
    error: failed ? { code: 'TEST_FAILED', message: 'the host did not answer', hint: 'Try again.' } : null,
  };
}

/** All steps complete, but for those that are named. */
export function steps(changes: Partial<Record<StepId, StepStatus>> = {}): readonly StepOutcome[] {
  return STEP_IDS.map((id) => aStep(id, changes[id]));
}
