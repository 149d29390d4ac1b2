import type { TextRange } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { ranked } from './ranking.ts';
import { STEP_TITLES, subjectName, whatOf } from './words.ts';

/** One line of a report that knows only files and lines: a finding, or something that was not examined. */
export interface PlacedEntry {
  /** The Dockerfile; else the path in the image, or what was examined. Not escaped. */
  readonly path: string;
  /** Null when the file is not the user's, or the line is not known. */
  readonly range: TextRange | null;
  readonly rule: string;
  readonly severity: Severity;
  readonly blocking: boolean;
  /** Not escaped. */
  readonly message: string;
  /** Different for every entry of a report, the same for the same problem in the next one. */
  readonly key: string;
}

/** What stands in place of a rule for what was not examined. */
export const NOT_EXAMINED = 'NOT_EXAMINED';

/**
 * Findings that count, the worst first, then what could not be examined: who reads only this report must not
 * take it for the whole.
 */
export function placedEntries(report: Report): readonly PlacedEntry[] {
  const seen = new Map<string, number>();
  const findings = ranked(report.findings).map((finding): PlacedEntry => {
    const { rule, severity, blocking, location, title } = finding;
    const path = location.dockerfile?.path ?? location.path ?? subjectName(report);
    const message = finding.category === 'lint' ? whatOf(finding) : `${title}. ${whatOf(finding)}`;
    return {
      path,
      range: location.dockerfile,
      rule,
      severity,
      blocking,
      message,
      key: unique(finding.id, seen),
    };
  });
  return [...findings, ...failed(report, seen), ...unexamined(report, seen)];
}

function failed(report: Report, seen: Map<string, number>): PlacedEntry[] {
  return report.steps.flatMap(({ id, status, error, reason }) => {
    if (status !== 'failed') return [];
    const message = `${STEP_TITLES[id]} failed: ${error?.message ?? reason ?? 'no reason given'}`;
    return [notExamined({ path: subjectName(report), range: null, message, key: unique(message, seen) })];
  });
}

const PLACE = /^(.*):(\d{1,9}):(\d{1,9})$/su;

function unexamined(report: Report, seen: Map<string, number>): PlacedEntry[] {
  return report.unknowns.map(({ step, place, reason }) => {
    const message = `${STEP_TITLES[step]}: not examined: ${reason}`;
    const [, path, line = '1', column = '1'] = (step === 'lint' ? PLACE.exec(place) : null) ?? [];
    const [first, at] = [Math.max(1, Number(line)), Math.max(1, Number(column))];
    const range = path === undefined ? null : { line: first, column: at, endLine: first, endColumn: at };
    return notExamined({ path: path ?? place, range, message, key: unique(`${place} ${reason}`, seen) });
  });
}

function notExamined(entry: Pick<PlacedEntry, 'path' | 'range' | 'message' | 'key'>): PlacedEntry {
  return { ...entry, rule: NOT_EXAMINED, severity: 'unknown', blocking: false };
}

function unique(key: string, seen: Map<string, number>): string {
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return count === 1 ? key : `${key}:${String(count)}`;
}
