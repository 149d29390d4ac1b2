import type { JudgedFinding } from '../../model/finding.ts';
import type { Severity } from '../../model/severity.ts';
import { markdown } from '../../util/escape.ts';
import { whatOf, whereOf } from '../words.ts';
import { table } from './table.ts';

const DOTS: Readonly<Record<Severity, string>> = {
  critical: '🟣',
  high: '🔴',
  medium: '🟠',
  low: '🟡',
  info: '🔵',
  unknown: '⚪',
};

/** Findings of all categories in one table, in the given order. */
export function findingTable(findings: readonly JudgedFinding[], rows: number): string {
  const cells = findings
    .slice(0, rows)
    .map((finding) => [
      `${DOTS[finding.severity]} ${finding.severity}`,
      `${markdown(finding.rule, 100)}${finding.kev === true ? ' (exploited)' : ''}`,
      what(finding),
      fix(finding),
      where(finding),
    ]);
  // The rows that are left out are counted, so they need no cells.
  const all = [...cells, ...findings.slice(rows).map(() => [])];
  return table(['Severity', 'Id', 'What', 'Fixed in', 'Where'], all, rows);
}

function what(finding: JudgedFinding): string {
  const { component } = finding;
  if (component === null) return markdown(whatOf(finding), 300);
  return `<code>${markdown(component.name, 200)}</code> ${markdown(component.version, 100)}`;
}

function fix({ category, fixedIn }: JudgedFinding): string {
  if (category !== 'vulnerability') return '';
  return fixedIn.length === 0 ? 'no fix' : markdown(fixedIn.join(', '), 200);
}

function where(finding: JudgedFinding): string {
  const text = whereOf(finding);
  return text === '' ? '' : `<code>${markdown(text, 200)}</code>`;
}
