import type { RefusalClass } from '../../model/signature.ts';
import { ATTESTATION_CODES } from './attestations/codes.ts';
import type { Codes } from './code.ts';
import { CONTENT_TRUST_CODES } from './content-trust/codes.ts';
import { CORE_CODES } from './core-codes.ts';
import { GITHUB_CODES } from './github/codes.ts';
import { NOTATION_CODES } from './notation/codes.ts';
import { SIGSTORE_CODES } from './sigstore/codes.ts';
import { IDENTITY_CODES } from './sigstore/identity/codes.ts';

/** The codes of every scheme, by subject, in the order of docs/signature-codes.md. */
export const SIGNATURE_CODES: readonly { readonly subject: string; readonly codes: Codes }[] = [
  { subject: 'Every image', codes: CORE_CODES },
  { subject: 'Cosign and Sigstore bundles', codes: SIGSTORE_CODES },
  { subject: 'Identities of certificates', codes: IDENTITY_CODES },
  { subject: 'GitHub attestations', codes: GITHUB_CODES },
  { subject: 'Attestations', codes: ATTESTATION_CODES },
  { subject: 'Notation', codes: NOTATION_CODES },
  { subject: 'Docker Content Trust', codes: CONTENT_TRUST_CODES },
];

const CLASSES: ReadonlyMap<string, RefusalClass> = new Map(
  SIGNATURE_CODES.flatMap(({ codes }) =>
    Object.entries(codes).map(([code, metadata]) => [code, metadata.class] as const),
  ),
);

const FIXES: ReadonlyMap<string, string> = new Map(
  SIGNATURE_CODES.flatMap(({ codes }) =>
    Object.entries(codes).map(([code, metadata]) => [code, metadata.fix] as const),
  ),
);

/** What to do about a refusal, a sentence; null for the code of an error. */
export function fixOf(code: string): string | null {
  return FIXES.get(code) ?? null;
}

/** The class of a refusal; a code that is not a scheme's is that of an error, so it could not be asked. */
export function classOf(code: string): RefusalClass {
  return CLASSES.get(code) ?? 'unavailable';
}
