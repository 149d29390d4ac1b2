import type { RankedSeverity, Severity } from '../../model/severity.ts';
import { RANKED_SEVERITIES, severityOfScore } from '../../model/severity.ts';
import type { OsvRecord } from './advisories/osv-record.ts';
import { textMember } from './advisories/osv-record.ts';
import type { CvssScorer } from './cvss.ts';
import type { Match } from './grouping/group.ts';
import { isOtherUpdate } from './grouping/identity.ts';

export interface Rating {
  readonly severity: Severity;
  /** CVSS base score. */
  readonly score: number | null;
}

const WORDS: ReadonlyMap<string, RankedSeverity> = new Map([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['medium', 'medium'],
  ['moderate', 'medium'],
  ['low', 'low'],
  ['negligible', 'info'],
  ['unimportant', 'info'],
]);
/** `Moderate: podman security update`: only these distributions write the impact so. */
const RATED_SUMMARY = /^(Critical|Important|Moderate|Low): /u;

/**
 * How bad a vulnerability is for a component. In this order: malware is critical; what Debian calls
 * `unimportant` everywhere (it does not reach the built package) is info; the highest CVSS base score; the
 * worst word of a vendor; else unknown.
 */
export function rate(matches: readonly Match[], scorer: CvssScorer): Rating {
  const scores = matches.flatMap((match) => cvssVectors(match).map(scorer)).filter((score) => score !== null);
  const score = scores.length === 0 ? null : Math.max(...scores);
  if (matches.some((match) => match.record.id.startsWith('MAL-'))) return { severity: 'critical', score };
  if (isUnimportant(matches) || matches.every(({ record }) => isNotice(record))) {
    return { severity: 'info', score };
  }
  if (score !== null) return { severity: severityOfScore(score), score };
  const words = new Set(matches.flatMap(vendorWords));
  return { severity: RANKED_SEVERITIES.find((severity) => words.has(severity)) ?? 'unknown', score };
}

/**
 * Word of a package that nobody maintains any more, or of an update for other reasons: no vulnerability.
 * Source: RustSec advisory format, "informational".
 */
function isNotice(record: OsvRecord): boolean {
  if (isOtherUpdate(record)) return true;
  return (
    record.affected.length > 0 &&
    record.affected.every((row) => textMember(row.database_specific, 'informational') !== null)
  );
}

function cvssVectors(match: Match): readonly string[] {
  const stated = [...match.record.severity, ...match.rows.flatMap((row) => row.severity)];
  return stated.filter((entry) => entry.type.startsWith('CVSS_')).map((entry) => entry.score);
}

function isUnimportant(matches: readonly Match[]): boolean {
  const urgencies = matches.flatMap((match) =>
    match.rows.map((row) => textMember(row.ecosystem_specific, 'urgency')),
  );
  return urgencies.length > 0 && urgencies.every((urgency) => urgency === 'unimportant');
}

function vendorWords(match: Match): readonly RankedSeverity[] {
  const { record, rows } = match;
  const words = [
    ...record.severity.filter((entry) => entry.type === 'Ubuntu').map((entry) => entry.score),
    textMember(record.database_specific, 'severity'),
    ...rows.flatMap((row) => [
      textMember(row.ecosystem_specific, 'urgency'),
      textMember(row.ecosystem_specific, 'ubuntu_priority'),
      textMember(row.ecosystem_specific, 'severity'),
      textMember(row.database_specific, 'severity'),
    ]),
    RATED_SUMMARY.exec(record.summary ?? '')?.[1] ?? null,
  ];
  return words.flatMap((word) => {
    const severity = word === null ? undefined : WORDS.get(word.toLowerCase());
    return severity === undefined ? [] : [severity];
  });
}
