import type { EvidenceKind, ImageTrust, Refusal } from '../model/signature.ts';
import type { AuthorityKind } from '../model/trust.ts';

/** The words that every report uses for signatures, so that they use the same ones. */
export const EVIDENCE_TITLES: Readonly<Record<EvidenceKind, string>> = {
  'cosign-signature': 'cosign signature',
  'cosign-attestation': 'cosign attestation',
  'sigstore-bundle': 'Sigstore bundle',
  'github-attestation': 'GitHub attestation',
  'notation-signature': 'Notation signature',
  'content-trust': 'Docker Content Trust',
};

export const AUTHORITY_TITLES: Readonly<Record<AuthorityKind, string>> = {
  key: 'key',
  keyless: 'keyless',
  'github-attestation': 'GitHub attestation',
  notation: 'Notation',
  'content-trust': 'Docker Content Trust',
};

export const TRUST_MARKS: Readonly<Record<ImageTrust['result'], string>> = {
  trusted: '✓',
  untrusted: '✗',
  unavailable: '?',
  'not-asked': '-',
};

export const TRUST_WORDS: Readonly<Record<ImageTrust['result'], string>> = {
  trusted: 'trusted',
  untrusted: 'not trusted',
  unavailable: 'not known',
  'not-asked': 'nobody has to have signed it',
};

/** How many names or codes one line has room for. */
const MAX_NAMES = 4;

/** What became of one image, in one line: who vouches for it, or the codes of those who do not. Not escaped. */
export function trustText(image: ImageTrust): string {
  const { result, rule, mode } = image;
  const softened = mode === 'warn' && result !== 'trusted' ? ', only a warning' : '';
  return `${resultText(image)}${rule === null ? softened : ` (rule ${rule}${softened})`}`;
}

function resultText({ result, rule, authorities, attestations }: ImageTrust): string {
  if (result === 'not-asked') return TRUST_WORDS[result];
  if (result === 'trusted') {
    const names = authorities.filter(({ refusal }) => refusal === null).map(({ name }) => name);
    return `${TRUST_WORDS[result]} by ${listed(names)}`;
  }
  const refused = [...authorities, ...attestations].flatMap(({ name, refusal }) =>
    refusal === null ? [] : [`${name} ${refusal.code}`],
  );
  if (refused.length > 0) return `${TRUST_WORDS[result]}: ${listed(refused)}`;
  return rule === null && result === 'untrusted'
    ? `${TRUST_WORDS[result]}: no rule is for it`
    : TRUST_WORDS[result];
}

/** `accepted by 1 of 2 authorities, 1 needed`. */
export function thresholdText({ authorities, threshold }: ImageTrust): string {
  const accepting = authorities.filter(({ refusal }) => refusal === null).length;
  const all = authorities.length === 1 ? '1 authority' : `${String(authorities.length)} authorities`;
  return `accepted by ${String(accepting)} of ${all}, ${String(threshold)} needed`;
}

/** `2026-11-20 10:11:12 UTC`; a text that is no time as it is. Not escaped. */
export function timeText(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `SIGNATURE_NONE: no signature was found`. Not escaped. */
export function refusalText({ code, message }: Refusal): string {
  return `${code}: ${message}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
