import type { JudgedFinding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { markdown } from '../../util/escape.ts';
import { LIMITS } from '../../util/limits.ts';
import { ranked, suppressed } from '../ranking.ts';
import type { RenderOptions, ReportFormatter } from '../report-format.ts';
import { count, STEP_TITLES, subjectName, VERDICT_WORDS } from '../words.ts';
import { adviceSection } from './advice.ts';
import { examinedSection, stepsSection } from './examined.ts';
import { findingTable } from './finding-table.ts';
import { signatureSection } from './signatures.ts';
import { details, table } from './table.ts';

/** For the job summary on GitHub: never larger than GitHub takes, cut by rank, and the cut is said. */
export const markdownReport: ReportFormatter = {
  id: 'markdown',
  mediaType: 'text/markdown',
  render: renderMarkdown,
};

function renderMarkdown(report: Report, options: RenderOptions = {}): string {
  const all = ranked(report.findings);
  let rows = Math.max(
    all.length,
    report.unknowns.length,
    report.signatures.length,
    suppressed(report.findings).length,
  );
  for (;;) {
    const text = page({ report, options, all, rows });
    const excess = Buffer.byteLength(text) / (LIMITS.summaryBytes.value - SLACK);
    if (excess <= 1 || rows === 0) return text;
    rows = Math.floor(rows / Math.max(excess, 1.1));
  }
}

/** Bytes kept free below GitHub's limit, for what delivery adds. */
const SLACK = 16 * 1024;

const MARKS = { pass: '✅', fail: '❌', incomplete: '⚠️' } as const;

interface Page {
  readonly report: Report;
  readonly options: RenderOptions;
  readonly all: readonly JudgedFinding[];
  /** How many rows a table may have. */
  readonly rows: number;
}

function page({ report, options, all, rows }: Page): string {
  const { result } = report.verdict;
  const blocking = all.filter((finding) => finding.blocking);
  const others = all.filter((finding) => !finding.blocking);
  const excused = suppressed(report.findings);
  const otherTitle = blocking.length === 0 ? 'Findings, none blocking' : 'Other findings, not blocking';
  const sections = [
    `## ${MARKS[result]} Image Gate: ${VERDICT_WORDS[result]}`,
    reasonList(report),
    examinedSection(report),
    ...(blocking.length === 0
      ? []
      : [
          `### ${result === 'incomplete' ? 'What would block' : 'What blocks'} (${number(blocking)})`,
          findingTable(blocking, rows),
        ]),
    ...adviceSection(blocking, options.rules ?? new Map(), report.advice),
    ...(others.length === 0
      ? []
      : [details(`${otherTitle} (${number(others)})`, findingTable(others, rows))]),
    ...(excused.length === 0
      ? []
      : [details(`Suppressed (${number(excused)})`, suppressedTable(excused, rows))]),
    ...signatureSection(report, rows),
    ...unknownSection(report, rows),
    ...(all.length === 0 ? ['No findings.'] : []),
    stepsSection(report),
    ...codeScanningNote(all),
  ];
  return `${sections.join('\n\n')}\n`;
}

function reasonList({ verdict, ...report }: Report): string {
  const subject = `<code>${markdown(subjectName({ verdict, ...report }), 300)}</code>`;
  const lines = verdict.reasons.slice(0, MAX_REASONS).map(({ text }) => `- ${markdown(text, 1000)}`);
  const more = verdict.reasons.length - lines.length;
  return [subject, '', ...lines, ...(more > 0 ? [`- and ${count(more, 'more reason')}`] : [])]
    .join('\n')
    .trimEnd();
}

const MAX_REASONS = 50;

function suppressedTable(findings: readonly JudgedFinding[], rows: number): string {
  const cells = findings.map(({ rule, component, suppressed }) => [
    markdown(rule, 100),
    markdown(component === null ? '' : `${component.name} ${component.version}`, 200),
    suppressed?.by ?? '',
    markdown(suppressed?.reason ?? '', 300),
    markdown(suppressed?.expires ?? '', 40),
  ]);
  return table(['Id', 'Package', 'By', 'Reason', 'Until'], cells, rows);
}

function unknownSection({ unknowns }: Report, rows: number): readonly string[] {
  if (unknowns.length === 0) return [];
  const cells = unknowns.map(({ step, place, reason }) => [
    STEP_TITLES[step],
    `<code>${markdown(place, 300)}</code>`,
    markdown(reason, 500),
  ]);
  return [
    `### Not examined (${unknowns.length.toLocaleString('en-US')})`,
    table(['Step', 'Where', 'Why'], cells, rows),
  ];
}

function codeScanningNote(all: readonly JudgedFinding[]): readonly string[] {
  if (all.length <= LIMITS.sarifResults.value) return [];
  const kept = LIMITS.sarifResults.value.toLocaleString('en-US');
  return [
    `Code scanning takes ${kept} findings of one upload: it gets the worst, and the JSON report has all.`,
  ];
}

function number(list: readonly unknown[]): string {
  return list.length.toLocaleString('en-US');
}
