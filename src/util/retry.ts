import { setTimeout as sleep } from 'node:timers/promises';
import { LIMITS } from './limits.ts';

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

export interface RetryOptions<T> {
  /** Milliseconds to wait at least before another try; null when the outcome stands. */
  readonly again: (outcome: Outcome<T>) => number | null;
  readonly signal?: AbortSignal;
  /** All tries together; `LIMITS.httpTries` when left out. */
  readonly tries?: number;
  /** Waits; tests put their own here. */
  readonly delay?: Delay;
  /** Told before each wait. */
  readonly onRetry?: (outcome: Outcome<T>, waitMs: number) => void;
  /** Frees a value that is not handed on because of another try. */
  readonly discard?: (value: T) => Promise<void>;
}

export type Delay = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

/**
 * Does `work` until its outcome stands or the tries are used up, with growing random waits between.
 * The last outcome is handed on as it is. An abort ends it at once with the signal's reason.
 */
export async function retry<T>(work: () => Promise<T>, options: RetryOptions<T>): Promise<T> {
  const { again, signal, tries = LIMITS.httpTries.value, delay = wait } = options;
  for (let attempt = 0; ; attempt++) {
    signal?.throwIfAborted();
    const outcome = await settle(work);
    signal?.throwIfAborted();
    const least = attempt + 1 < tries ? again(outcome) : null;
    if (least === null) {
      if (outcome.ok) return outcome.value;
      throw outcome.error;
    }
    if (outcome.ok) await options.discard?.(outcome.value);
    const ms = waitMs(attempt, least);
    options.onRetry?.(outcome, ms);
    await delay(ms, signal);
  }
}

/**
 * The wait before try `attempt + 1`: exponential back-off with full jitter, but never less than the server
 * asked for and never more than `LIMITS.retryWaitMs`.
 */
export function waitMs(attempt: number, least: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LIMITS.retryWaitMs.value, BASE_MS * 2 ** Math.min(attempt, 30));
  return Math.min(LIMITS.retryWaitMs.value, Math.max(least, Math.floor(random() * ceiling)));
}

/** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted. */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

const BASE_MS = 500;

async function settle<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error };
  }
}
