import type { JudgedFinding } from '../model/finding.ts';
import { bySeverity } from '../model/severity.ts';

/**
 * The findings that count, worst first: blocking, severity, known exploited, score; then by rule and place, so
 * that the order never depends on who found what first. Suppressed findings are left out.
 */
export function ranked(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
  return findings.filter((finding) => finding.suppressed === null).toSorted(byRank);
}

/** Findings that somebody excused: kept in the reports, counted nowhere. */
export function suppressed(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
  return findings.filter((finding) => finding.suppressed !== null).toSorted(byRank);
}

function byRank(a: JudgedFinding, b: JudgedFinding): number {
  return (
    Number(b.blocking) - Number(a.blocking) ||
    bySeverity(a.severity, b.severity) ||
    Number(b.kev ?? false) - Number(a.kev ?? false) ||
    (b.score ?? 0) - (a.score ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.component?.name ?? '', b.component?.name ?? '') ||
    (a.location.dockerfile?.line ?? 0) - (b.location.dockerfile?.line ?? 0) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
