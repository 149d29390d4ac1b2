import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { jsonText, plain } from '../util/escape.ts';
import { fingerprint } from '../util/fingerprint.ts';
import type { PlacedEntry } from './placed.ts';
import { placedEntries } from './placed.ts';
import type { ReportFormatter } from './report-format.ts';

/**
 * Code Climate issues as one JSON array, as GitLab's code quality report takes them.
 * Source: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
 */
export const codeclimateReport: ReportFormatter = {
  id: 'codeclimate',
  mediaType: 'application/json',
  render: renderCodeclimate,
};

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'critical',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
  unknown: 'major',
};

function renderCodeclimate(report: Report): string {
  return `${jsonText(
    placedEntries(report).map((entry) => issue(entry)),
    2,
  )}\n`;
}

function issue({ path, range, rule, severity, blocking, message, key }: PlacedEntry): object {
  return {
    type: 'issue',
    check_name: plain(rule, 200),
    description: plain(message),
    categories: [severity === 'info' || severity === 'low' ? 'Style' : 'Security'],
    severity: blocking ? 'blocker' : SEVERITIES[severity],
    fingerprint: fingerprint(key),
    location: {
      path: plain(path),
      lines: { begin: range?.line ?? 1, end: range?.endLine ?? 1 },
    },
  };
}
