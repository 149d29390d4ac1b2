import type { Evidence, Refusal } from '../../model/signature.ts';
import type { Authority } from '../../model/trust.ts';
import type { Judged } from './judged.ts';

/** What one authority answered. */
export interface Answer {
  readonly authority: Authority;
  readonly judged: readonly Judged[];
  /** Set when it could not be asked. */
  readonly failure: Refusal | null;
}

/** Each signature once, with what every authority that looked at it says. */
export function gatherEvidence(answers: readonly Answer[]): readonly Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { authority, judged } of answers) {
    for (const { kind, place, refusal, statement, ...facts } of judged) {
      const key = `${kind} ${place}`;
      const before = found.get(key);
      const opinion = { authority: authority.name, refusal };
      const { signer, signedAt, log } = facts;
      const predicateType = statement?.predicateType ?? null;
      // Who accepts it has verified what it says of itself; the others may only repeat it.
      const isBetter = before === undefined || refusal === null;
      const shown = isBetter ? { kind, place, signer, signedAt, log, predicateType } : before;
      found.set(key, { ...shown, opinions: [...(before?.opinions ?? []), opinion] });
    }
  }
  return [...found.values()];
}
