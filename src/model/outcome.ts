/** The steps of the pipeline, in the order in which they run. */
export const STEP_IDS = ['lint', 'image', 'inventory', 'vulnerabilities', 'hardening', 'signatures'] as const;

export type StepId = (typeof STEP_IDS)[number];

/**
 * - `complete`: everything there was to examine was examined.
 * - `partial`: something was left out, and `unknowns` says what.
 * - `failed`: the step could not do its work, and `error` says why.
 * - `skipped`: the user did not ask for it, and `reason` says how.
 */
export type StepStatus = 'complete' | 'partial' | 'failed' | 'skipped';

/** Something that was there and could not be examined. Never dropped. */
export interface Unknown {
  readonly step: StepId;
  /** Where: a path in the image, a package URL, an ecosystem, a line. */
  readonly place: string;
  readonly reason: string;
}

export interface StepOutcome {
  readonly id: StepId;
  readonly status: StepStatus;
  readonly durationMs: number;
  /** Plain words for `failed` and `skipped`, and for `partial` how much is missing; null when complete. */
  readonly reason: string | null;
  /** Set when, and only when, `failed`. */
  readonly error: { readonly code: string; readonly message: string; readonly hint: string | null } | null;
}

/** Error code of a step that had to run and could not, because one before it failed. */
export const STEP_NOT_REACHED = 'STEP_NOT_REACHED';
