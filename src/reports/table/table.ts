import { CATEGORIES } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { logLine, plain } from '../../util/escape.ts';
import { ranked, suppressed } from '../ranking.ts';
import type { RenderOptions, ReportFormatter } from '../report-format.ts';
import { count, osName, STEP_TITLES, subjectName, VERDICT_WORDS } from '../words.ts';
import { adviceBlock } from './advice-block.ts';
import { wrap } from './display-width.ts';
import { findingGroup } from './finding-group.ts';
import { stepLines } from './step-lines.ts';
import { styleFor } from './style.ts';
import type { Style } from './style.ts';

/** Text is wrapped here, and rows are not cut, where no terminal says how wide it is: a log can be searched. */
const TEXT_WIDTH = 120;
const ROW_WIDTH = 250;
/** Narrower terminals get lines of this width and break them themselves. */
const MIN_WIDTH = 60;
const INDENT = 2;

/** For people at a terminal or in a job log: the verdict first and last, the worst findings at the top. */
export const tableReport: ReportFormatter = { id: 'table', mediaType: 'text/plain', render: renderTable };

interface Page {
  readonly report: Report;
  readonly style: Style;
  /** Columns for sentences, and for the rows of tables. */
  readonly width: number;
  readonly rowWidth: number;
  readonly maxRows: number;
}

function renderTable(report: Report, options: RenderOptions = {}): string {
  const width = Math.max(MIN_WIDTH, options.width ?? ROW_WIDTH);
  const page: Page = {
    report,
    style: styleFor(options.color ?? false),
    width: Math.min(TEXT_WIDTH, width),
    rowWidth: width,
    maxRows: options.maxRows ?? Number.POSITIVE_INFINITY,
  };
  const blocks = [
    heading(page),
    ...findingBlocks(page),
    ...unknownBlock(page),
    ...adviceBlock(report.advice, page.style, page.width),
  ];
  const end = blocks.length > 1 || report.verdict.result !== 'pass' ? [verdictBlock(page)] : [];
  const text = [...blocks, ...end].map((block) => block.join('\n')).join('\n\n');
  return `${text}\n`;
}

function heading(page: Page): readonly string[] {
  const { report, style, width } = page;
  const { subject, verdict } = report;
  const banner = style.verdict(verdict.result, `${MARKS[verdict.result]} ${VERDICT_WORDS[verdict.result]}`);
  const digest = subject?.digest ?? subject?.imageId ?? null;
  const facts =
    subject === null
      ? []
      : [
          subject.platform,
          osName(subject),
          subject.layers === null ? null : count(subject.layers, 'layer'),
          packages(report),
          digest === null ? null : shortDigest(digest),
        ];
  const details = facts.filter((fact) => fact !== null).map((fact) => safe(fact));
  const nothing = ranked(report.findings).length === 0 ? `  ${nothingFound(report)}` : '';
  const lines = [`${banner}  ${style.title(safe(subjectName(report), 300))}${nothing}`];
  if (details.length > 0) lines.push(...indented(details.join(' · '), width).map((line) => style.dim(line)));
  lines.push(...stepLines(report, style, width));
  return lines;
}

const MARKS = { pass: '✓', fail: '✗', incomplete: '?' } as const;

function packages(report: Report): string | null {
  const inventory = report.steps.find((step) => step.id === 'inventory');
  return inventory === undefined || inventory.status === 'skipped' || inventory.status === 'failed'
    ? null
    : count(report.components.length, 'package');
}

/** Enough to recognise it; the other reports have all of it. */
function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

function nothingFound(report: Report): string {
  const excused = suppressed(report.findings).length;
  if (excused > 0) return `no findings that count, ${excused.toLocaleString('en-US')} suppressed`;
  return report.verdict.result === 'incomplete' ? 'no findings in what was examined' : 'no findings';
}

function findingBlocks(page: Page): readonly (readonly string[])[] {
  const all = ranked(page.report.findings);
  const blocks = CATEGORIES.flatMap((category) => {
    const findings = all.filter((finding) => finding.category === category);
    return findings.length === 0 ? [] : [findingGroup({ ...page, width: page.rowWidth, category, findings })];
  });
  const excused = suppressed(page.report.findings).length;
  if (excused === 0 || all.length === 0) return blocks;
  return [...blocks, [page.style.dim(`${count(excused, 'finding')} suppressed (see the JSON report)`)]];
}

function unknownBlock({ report, style, width, maxRows }: Page): readonly (readonly string[])[] {
  const { unknowns } = report;
  if (unknowns.length === 0) return [];
  const shown = unknowns.slice(0, maxRows);
  const lines = shown.flatMap(({ step, place, reason }) =>
    indented(safe(`${STEP_TITLES[step]}: ${plain(place, 200)}: ${plain(reason, 500)}`), width),
  );
  const more = unknowns.length - shown.length;
  if (more > 0) lines.push(style.dim(`  … and ${count(more, 'more', 'more')} (see the JSON report)`));
  return [[style.title(`Not examined (${unknowns.length.toLocaleString('en-US')})`), ...lines]];
}

function verdictBlock({ report, style, width }: Page): readonly string[] {
  const { result, reasons } = report.verdict;
  const banner = style.verdict(result, `${MARKS[result]} ${VERDICT_WORDS[result]}`);
  const hints = report.steps.flatMap(({ error }) => (error?.hint ? [error.hint] : []));
  const first = reasons.filter(({ category }) => result !== 'incomplete' || category === null);
  const others = reasons.filter((reason) => !first.includes(reason));
  return [
    `${banner}  ${END_WORDS[result]}`,
    ...first.flatMap(({ text }) => bullet(text, width)),
    ...[...new Set(hints)].flatMap((hint) => bullet(`hint: ${hint}`, width).map((line) => style.dim(line))),
    ...(others.length === 0 ? [] : ['  What was examined would be blocked:']),
    ...others.flatMap(({ text }) => bullet(text, width)),
  ];
}

const END_WORDS = {
  pass: 'Nothing blocks:',
  fail: 'Blocked:',
  incomplete: 'No verdict, because not everything was examined:',
} as const;

function bullet(text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(safe(text, 1000), width - INDENT * 2);
  return [`  - ${first}`, ...rest.map((line) => `    ${logLine(line)}`)];
}

function indented(text: string, width: number): readonly string[] {
  return wrap(text, width - INDENT).map((line) => `  ${logLine(line)}`);
}

/** Visible, one line, and no workflow command when the table goes to a job log. */
function safe(text: string, max?: number): string {
  return logLine(text, max);
}
