import type { Severity } from '../../model/severity.ts';

export type SarifLevel = 'error' | 'warning' | 'note';

const LEVELS: Readonly<Record<Severity, SarifLevel>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
  unknown: 'warning',
};

// The middle of GitHub's bands (critical from 9.0, high from 7.0, medium from 4.0, low above 0.0). Unknown is
// shown as medium, which is what the policy takes it for unless set otherwise.
const SECURITY_SEVERITIES: Readonly<Record<Severity, string | null>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: null,
  unknown: '5.5',
};

export function levelOf(severity: Severity): SarifLevel {
  return LEVELS[severity];
}

/**
 * GitHub's `security-severity`: a number as text, above 0.0 and up to 10.0; null for what is advice only.
 * A CVSS score is used as it is, so that GitHub shows the advisory's number.
 */
export function securitySeverity(severity: Severity, score: number | null): string | null {
  const usable = score !== null && score >= 0.1 && score <= 10;
  return usable ? score.toFixed(1) : SECURITY_SEVERITIES[severity];
}
