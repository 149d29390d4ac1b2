import type { Evidence, EvidenceKind, EvidenceOpinion } from '../../model/signature.ts';
import { logLine } from '../../util/escape.ts';
import { EVIDENCE_TITLES, refusalText, timeText } from '../signature-words.ts';
import type { Style } from '../table/style.ts';
import { indented } from '../table/unknown-block.ts';

const MAX_TEXT = 500;
const LABEL = 8;
/** What is written to a transparency log as a rule: that one was not is worth a line. */
const LOGGED: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>([
  'cosign-signature',
  'cosign-attestation',
  'sigstore-bundle',
  'github-attestation',
]);
const INDENT = ' '.repeat(6);

/** One signature or attestation: what, where, by whom, when, in which log, and what each authority says of it. */
export function evidenceBlock(
  evidence: Evidence,
  { style, width }: { readonly style: Style; readonly width: number },
): readonly string[] {
  const { kind, place, signer, signedAt, log, predicateType, opinions } = evidence;
  const isAccepted = opinions.some(({ refusal }) => refusal === null);
  const mark = isAccepted ? style.good('✓') : style.dim('·');
  // Whoever can push can write any name: only a verified one is said without a warning.
  const claim = isAccepted || signer === null ? '' : ' (not\u00a0verified)';
  const facts: readonly (readonly [string, string | null])[] = [
    ['states', predicateType],
    ['by', signer === null ? 'not known' : `${logLine(signer, MAX_TEXT)}${claim}`],
    ['when', signedAt === null ? 'not known' : timeText(signedAt)],
    ['log', log ?? (isAccepted && LOGGED.has(kind) ? 'none' : null)],
    ['at', place],
  ];
  return [
    `    ${mark} ${EVIDENCE_TITLES[kind]}`,
    ...facts.flatMap(([label, text]) => (text === null ? [] : fact(label, text, width))),
    ...opinions.flatMap((opinion) => opinionLines(opinion, style, width)),
  ];
}

function fact(label: string, text: string, width: number): readonly string[] {
  const indent = INDENT + ' '.repeat(LABEL);
  const room = width - indent.length;
  // A digest in one piece can be copied.
  const parts = text.length > room ? text.replace('@sha256:', ' @sha256:') : text;
  return indented(logLine(parts, MAX_TEXT + 20), width, indent).map((line, index) =>
    index === 0 ? `${INDENT}${label.padEnd(LABEL)}${line.slice(indent.length)}` : line,
  );
}

function opinionLines(
  { authority, refusal }: EvidenceOpinion,
  style: Style,
  width: number,
): readonly string[] {
  const name = logLine(authority, 200);
  const text = refusal === null ? `✓ accepted by ${name}` : `✗ ${name}: ${refusalText(refusal)}`;
  const paint = (line: string): string => (refusal === null ? style.good(line) : style.bad(line));
  // Lines after the first stand behind the mark.
  return indented(text, width - 2, INDENT).map((line, index) => paint(index === 0 ? line : `  ${line}`));
}
