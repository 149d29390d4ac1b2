import type { Category } from './finding.ts';
import type { StepId } from './outcome.ts';
import type { RankedSeverity } from './severity.ts';

/** `none`: findings of the category never block. */
export type Threshold = RankedSeverity | 'none';

export interface PolicyRules {
  /** A finding blocks when it is as bad as its category's threshold, or worse. */
  readonly failOn: Readonly<Record<Category, Threshold>>;
  /** Vulnerabilities without a fixed version are shown but do not block. */
  readonly onlyFixed: boolean;
  /** Vulnerabilities that are known to be exploited block, whatever their severity. */
  readonly failOnKev?: boolean;
  /** Those with this EPSS score or a higher one block too; null: none. */
  readonly failOnEpss?: number | null;
  /** What a vulnerability of unknown severity counts as. It is still shown as unknown. */
  readonly unknownSeverity: RankedSeverity;
  /** Steps that may end `partial` without making the verdict `incomplete`. `failed` always does. */
  readonly allowPartial: readonly StepId[];
}
