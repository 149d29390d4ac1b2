import type { Finding } from '../model/finding.ts';
import type { Unknown } from '../model/outcome.ts';

/**
 * What a check hands back. `unknowns` not empty makes its step `partial`. A check that cannot do its work
 * throws a `GateError`, which makes its step `failed`.
 */
export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly unknowns: readonly Unknown[];
  /** Set when there was nothing the user asked for: the step is `skipped` with this reason. */
  readonly skipped?: string;
}
