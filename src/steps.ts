import { InputError, toGateError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import { STEP_NOT_REACHED, type StepId, type StepOutcome, type Unknown } from './model/outcome.ts';
import type { Logger } from './util/log.ts';

/** What a step leaves besides its value. */
export interface StepYield {
  readonly findings?: readonly Finding[];
  readonly unknowns?: readonly Unknown[];
  readonly skipped?: string;
}

/**
 * Runs the steps of the pipeline and keeps what each leaves: its outcome, findings and unknowns.
 * A `GateError` ends its own step as `failed` and the pipeline goes on; a caller's mistake (`InputError`) and
 * an abort end the run.
 */
export class Steps {
  readonly outcomes: StepOutcome[] = [];
  readonly findings: Finding[] = [];
  readonly unknowns: Unknown[] = [];
  readonly #log: Logger;
  readonly #signal: AbortSignal;

  constructor(log: Logger, signal: AbortSignal) {
    this.#log = log;
    this.#signal = signal;
  }

  /** The value of `work`, or null when the step failed. */
  async run<T extends StepYield>(id: StepId, title: string, work: () => Promise<T>): Promise<T | null> {
    const started = performance.now();
    this.#log.progress(title);
    try {
      const result = await work();
      this.#keep(id, started, result);
      return result;
    } catch (error) {
      this.#signal.throwIfAborted();
      if (error instanceof InputError) throw error;
      this.#fail(id, started, error);
      return null;
    } finally {
      this.#log.progress(null);
    }
  }

  skip(id: StepId, reason: string): void {
    this.outcomes.push({ id, status: 'skipped', durationMs: 0, reason, error: null });
  }

  /** For a step that had to run and could not, because one before it failed. */
  notReached(id: StepId, because: StepId): void {
    const message = `not reached, because the ${because} step failed`;
    const error = { code: STEP_NOT_REACHED, message, hint: null };
    this.outcomes.push({ id, status: 'failed', durationMs: 0, reason: message, error });
  }

  #keep(id: StepId, started: number, result: StepYield): void {
    const unknowns = result.unknowns ?? [];
    const durationMs = Math.round(performance.now() - started);
    // One by one: an image decides how many there are, and the stack holds only so many arguments.
    for (const finding of result.findings ?? []) this.findings.push(finding);
    for (const unknown of unknowns) this.unknowns.push(unknown);
    if (result.skipped !== undefined) {
      this.outcomes.push({ id, status: 'skipped', durationMs, reason: result.skipped, error: null });
    } else if (unknowns.length > 0) {
      const reason = `${unknowns.length === 1 ? 'one thing' : `${unknowns.length} things`} could not be examined`;
      this.outcomes.push({ id, status: 'partial', durationMs, reason, error: null });
    } else {
      this.outcomes.push({ id, status: 'complete', durationMs, reason: null, error: null });
    }
  }

  #fail(id: StepId, started: number, thrown: unknown): void {
    const { code, message, hint } = toGateError(thrown);
    const durationMs = Math.round(performance.now() - started);
    this.outcomes.push({ id, status: 'failed', durationMs, reason: message, error: { code, message, hint } });
    this.#log.debug(thrown instanceof Error ? (thrown.stack ?? message) : message);
  }
}
