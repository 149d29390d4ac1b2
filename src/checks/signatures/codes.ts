import type { RefusalClass } from '../../model/signature.ts';
import { ATTESTATION_CODES } from './attestations/codes.ts';
import type { Codes } from './code.ts';
import { CORE_CODES } from './core-codes.ts';

/** The codes of every scheme, by subject, in the order of docs/signature-codes.md. */
export const SIGNATURE_CODES: readonly { readonly subject: string; readonly codes: Codes }[] = [
  { subject: 'Every image', codes: CORE_CODES },
  { subject: 'Attestations', codes: ATTESTATION_CODES },
];

const CLASSES: ReadonlyMap<string, RefusalClass> = new Map(
  SIGNATURE_CODES.flatMap(({ codes }) =>
    Object.entries(codes).map(([code, metadata]) => [code, metadata.class] as const),
  ),
);

/** The class of a refusal; a code that is not a scheme's is that of an error, so it could not be asked. */
export function classOf(code: string): RefusalClass {
  return CLASSES.get(code) ?? 'unavailable';
}
