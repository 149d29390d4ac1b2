import {
  EngineError,
  type GateError,
  type GateErrorOptions,
  InputError,
  InternalError,
  SourceError,
  toGateError,
  VerificationError,
} from '../../model/errors.ts';
import type { LayerFacts } from '../layer/facts.ts';

/** What a worker answers to a `LayerJob`. */
export type Answer =
  | { readonly kind: 'facts'; readonly facts: LayerFacts }
  | { readonly kind: 'error'; readonly error: PlainError };

/** What the main thread sends through the port of a streamed layer. */
export type FeedMessage =
  | { readonly kind: 'bytes'; readonly buffer: ArrayBuffer; readonly length: number }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly error: PlainError };

/** A `GateError` that can cross threads: a class does not survive the copy. */
export interface PlainError {
  readonly type: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

const CLASSES: Readonly<
  Record<string, new (code: string, message: string, options: GateErrorOptions) => GateError>
> = {
  InputError,
  SourceError,
  EngineError,
  VerificationError,
  InternalError,
};

/** The class is told by `instanceof`: a bundler may rename what `name` says. */
export function toPlain(error: unknown): PlainError {
  const gateError = toGateError(error);
  const { code, message, hint } = gateError;
  const type = Object.entries(CLASSES).find(([, one]) => gateError instanceof one)?.[0] ?? 'InternalError';
  return { type, code, message, hint };
}

export function fromPlain(plain: PlainError): GateError {
  const type = CLASSES[plain.type] ?? InternalError;
  return new type(plain.code, plain.message, plain.hint === null ? {} : { hint: plain.hint });
}
