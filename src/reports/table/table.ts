import { CATEGORIES } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { logLine } from '../../util/escape.ts';
import { ranked, suppressed } from '../ranking.ts';
import type { RenderOptions, ReportFormatter } from '../report-format.ts';
import { count, osName, subjectName } from '../words.ts';
import { adviceBlock } from './advice-block.ts';
import { findingGroup } from './finding-group.ts';
import { signatureBlock } from './signature-block.ts';
import { stepLines } from './step-lines.ts';
import { styleFor } from './style.ts';
import type { Style } from './style.ts';
import { indented, unknownBlock } from './unknown-block.ts';
import { verdictBanner, verdictBlock } from './verdict-block.ts';

/** Text is wrapped here, and rows are not cut, where no terminal says how wide it is: a log can be searched. */
const TEXT_WIDTH = 120;
const ROW_WIDTH = 250;
/** Narrower terminals get lines of this width and break them themselves. */
const MIN_WIDTH = 60;

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
    ...signatureBlock({ ...page, width: page.rowWidth }),
    ...unknownBlock(page),
    ...adviceBlock(report.advice, page.style, page.width),
  ];
  const end =
    blocks.length > 1 || report.verdict.result !== 'pass'
      ? [verdictBlock(report, page.style, page.width)]
      : [];
  const text = [...blocks, ...end].map((block) => block.join('\n')).join('\n\n');
  return `${text}\n`;
}

function heading(page: Page): readonly string[] {
  const { report, style, width } = page;
  const { subject } = report;
  const banner = verdictBanner(report, style);
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

/** Visible, one line, and no workflow command when the table goes to a job log. */
function safe(text: string, max?: number): string {
  return logLine(text, max);
}
