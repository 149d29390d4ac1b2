import { GateError, InputError, toGateError } from './model/errors.ts';
import type { VerdictResult } from './model/report.ts';

/** Exit statuses: see docs/settings.md. `incomplete` is also what an error other than misuse ends with. */
export const EXIT = { pass: 0, fail: 1, misuse: 2, incomplete: 3 } as const satisfies Record<
  VerdictResult | 'misuse',
  number
>;

/** The run was stopped by a signal. */
export class Aborted extends Error {
  readonly exitCode: number;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`stopped by ${signal}`);
    this.name = 'Aborted';
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

/** What a thrown value means to the caller: the exit status, and one line with its code and hint. */
export interface Failure {
  readonly exitCode: number;
  readonly message: string;
  readonly hint: string | null;
  /** Null for a run that was stopped. */
  readonly code: string | null;
  /** For debugging: the stack of a fault of ours. */
  readonly stack: string | null;
}

/** Only an `InputError` is misuse; every other error left something unexamined. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Aborted) {
    return { exitCode: thrown.exitCode, message: thrown.message, hint: null, code: null, stack: null };
  }
  const error = toGateError(thrown);
  return {
    exitCode: error instanceof InputError ? EXIT.misuse : EXIT.incomplete,
    message: error.message,
    hint: error.hint,
    code: error.code,
    stack: thrown instanceof GateError || !(thrown instanceof Error) ? null : (thrown.stack ?? null),
  };
}

/**
 * Aborts on the first SIGINT or SIGTERM, so that temporary files and builds are cleaned up; the second one ends
 * the process at once. `dispose` gives the signals back.
 */
export function abortOnSignals(): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const controller = new AbortController();
  const onInterrupt = (): void => stop('SIGINT');
  const onTerminate = (): void => stop('SIGTERM');
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    dispose() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };

  function stop(name: 'SIGINT' | 'SIGTERM'): void {
    const reason = new Aborted(name);
    if (controller.signal.aborted) process.exit(reason.exitCode);
    controller.abort(reason);
  }
}
