/**
 * Everything that can go wrong, in five classes.
 * A finding is never an error and an error is never a finding: errors say "could not examine".
 */
export interface GateErrorOptions {
  /** What the reader can do about it: one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

export abstract class GateError extends Error {
  /** Stable, upper snake case, listed in docs/errors.md. */
  readonly code: string;
  readonly hint: string | null;

  constructor(code: string, message: string, options: GateErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint ?? null;
  }
}

/** The caller's mistake: a setting, a file that is not there, a reference that does not parse. Exit 2. */
export class InputError extends GateError {}

/** A registry, daemon, archive or advisory host did not give what was asked for. */
export class SourceError extends GateError {}

/** An external program failed: exit code, time-out, too much output. */
export class EngineError extends GateError {}

/** The evidence is bad: a digest, signature or identity that does not match. */
export class VerificationError extends GateError {}

/** Ours: a bug. The message asks for a report. */
export class InternalError extends GateError {}

/** A one-line text for any thrown value. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Any thrown value as a `GateError`; what is not one is an `InternalError`. */
export function toGateError(error: unknown): GateError {
  if (error instanceof GateError) return error;
  return new InternalError('INTERNAL', errorText(error), {
    cause: error,
    hint: 'This is a fault of Image Gate: please report it with the log.',
  });
}

/** For `switch` over a union: fails to compile when a case is missing. */
export function assertNever(value: never): never {
  throw new InternalError('INTERNAL_UNREACHABLE', `unexpected value ${JSON.stringify(value)}`);
}
