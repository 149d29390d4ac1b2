import type { GateError } from '../../model/errors.ts';
import type { Refusal, RefusalClass } from '../../model/signature.ts';
import { plain } from '../../util/escape.ts';

/** What a code of a refusal means. Every scheme lists its own; docs/signature-codes.md is made of them. */
export interface CodeMetadata {
  readonly class: RefusalClass;
  /** A few words, no full stop. */
  readonly title: string;
  /** What to do: one sentence. */
  readonly fix: string;
}

export type Codes = Readonly<Record<string, CodeMetadata>>;

const MAX_MESSAGE = 400;

const MAX_ERROR = 500;
const FULL_STOP = /\.$/u;

/** What could not be asked, with what to do about it. */
export function refusalOf({ code, message, hint }: GateError): Refusal {
  const text = hint === null ? message : `${message.replace(FULL_STOP, '')}. ${hint.replace(FULL_STOP, '')}`;
  return { code, message: plain(text, MAX_ERROR) };
}

/** Thrown inside a scheme to refuse one signature; it never leaves it. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.refusal = { code, message: plain(message, MAX_MESSAGE) };
  }
}

/** A maker of refusals that takes only codes of a list. */
export function refuser<C extends string>(_codes: Readonly<Record<C, CodeMetadata>>) {
  return (code: C, message: string): RefusedError => new RefusedError(code, message);
}
