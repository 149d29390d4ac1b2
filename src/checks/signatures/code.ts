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
