import type { Category, JudgedFinding } from '../../model/finding.ts';
import { logLine } from '../../util/escape.ts';
import { CATEGORY_TITLES, count, whatOf, whereOf } from '../words.ts';
import type { Cell, Column } from './grid.ts';
import { grid } from './grid.ts';
import type { Style } from './style.ts';

const INDENT = '  ';

export interface FindingGroup {
  readonly category: Category;
  /** Of this category, worst first, at least one. */
  readonly findings: readonly JudgedFinding[];
  readonly style: Style;
  readonly width: number;
  readonly maxRows: number;
}

/** A title with numbers, and one row for each finding. */
export function findingGroup(group: FindingGroup): readonly string[] {
  const { category, findings, style, width, maxRows } = group;
  const shown = findings.slice(0, maxRows);
  const columns = category === 'vulnerability' ? PACKAGE_COLUMNS : RULE_COLUMNS;
  const rows = shown.map((finding) => row(finding, category, style));
  const [header = '', ...lines] = grid(columns, rows, width - INDENT.length);
  const more = findings.length - shown.length;
  return [
    `${style.title(CATEGORY_TITLES[category])} ${numbers(findings)}`,
    `${INDENT}${style.dim(header)}`,
    ...lines.map((line) => `${INDENT}${line}`),
    ...(more > 0 ? [style.dim(`${INDENT}… and ${count(more, 'more', 'more')} (see the JSON report)`)] : []),
  ];
}

const PACKAGE_COLUMNS: readonly Column[] = [
  { title: ' ', shrinkTo: null },
  { title: 'SEVERITY', shrinkTo: null },
  { title: 'ID', shrinkTo: null },
  { title: 'PACKAGE', shrinkTo: 8 },
  { title: 'INSTALLED', shrinkTo: 8 },
  { title: 'FIXED IN', shrinkTo: 8 },
  { title: 'NOTE', shrinkTo: null },
  { title: 'WHERE', shrinkTo: 8 },
];

const RULE_COLUMNS: readonly Column[] = [
  { title: ' ', shrinkTo: null },
  { title: 'SEVERITY', shrinkTo: null },
  { title: 'RULE', shrinkTo: null },
  { title: 'WHERE', shrinkTo: 16 },
  { title: 'WHAT', shrinkTo: 20 },
];

function row(finding: JudgedFinding, category: Category, style: Style): readonly Cell[] {
  const mark = finding.blocking ? '✗' : ' ';
  const start: readonly Cell[] = [
    { text: mark, paint: (text) => style.bad(text) },
    { text: finding.severity, paint: (text) => style.severity(finding.severity, text) },
    { text: logLine(finding.rule, 60) },
  ];
  const where: Cell = { text: logLine(whereOf(finding), 200), paint: (text) => style.dim(text) };
  if (category !== 'vulnerability') return [...start, where, { text: logLine(whatOf(finding), 300) }];
  const fixed = finding.fixedIn.length === 0 ? 'no fix' : finding.fixedIn.join(', ');
  return [
    ...start,
    { text: logLine(finding.component?.name ?? '', 200) },
    { text: logLine(finding.component?.version ?? '', 200) },
    { text: logLine(fixed, 200), paint: (text) => (finding.fixedIn.length === 0 ? style.dim(text) : text) },
    { text: finding.kev === true ? 'exploited' : '', paint: (text) => style.bad(text) },
    where,
  ];
}

function numbers(findings: readonly JudgedFinding[]): string {
  const blocking = findings.filter((finding) => finding.blocking).length;
  const total = findings.length.toLocaleString('en-US');
  if (blocking === 0) return `(${total}, none blocking)`;
  return blocking === findings.length
    ? `(${total}, all blocking)`
    : `(${total}, ${blocking.toLocaleString('en-US')} blocking)`;
}
