/** Severities, worst first. `unknown` is not a rank: the policy says what it counts as. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** The severities that have a rank, worst first. */
export type RankedSeverity = Exclude<Severity, 'unknown'>;

export const RANKED_SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const satisfies RankedSeverity[];

/** True when `severity` is as bad as `threshold`, or worse. */
export function atLeast(severity: RankedSeverity, threshold: RankedSeverity): boolean {
  return RANKED_SEVERITIES.indexOf(severity) <= RANKED_SEVERITIES.indexOf(threshold);
}

/** Orders worst first, `unknown` last: for `Array.prototype.sort`. */
export function bySeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/**
 * The qualitative rating of a CVSS base score, 0.0 to 10.0.
 * Source: CVSS v3.1 specification, section 5 (v4.0 section 6 has the same bands). 0.0 is "None": `info` here.
 */
export function severityOfScore(score: number): RankedSeverity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
