import type { Report } from '../../model/report.ts';
import { logLine } from '../../util/escape.ts';
import { ranked, suppressed } from '../ranking.ts';
import type { RenderOptions, ReportFormatter } from '../report-format.ts';
import { styleFor, type Style } from '../table/style.ts';
import { indented, unknownBlock } from '../table/unknown-block.ts';
import { verdictBanner, verdictBlock } from '../table/verdict-block.ts';
import { subjectName, whatOf } from '../words.ts';
import { imageBlocks } from './image-blocks.ts';

/** Wider lines are hard to read, and a job log wraps them. */
const MAX_WIDTH = 100;
const MIN_WIDTH = 60;
/** Signatures of one image; whoever can push can add more. */
const MAX_EVIDENCE = 100;
const MAX_TEXT = 1000;

/** For people: of each image every signature and attestation, by whom, when, in which log, and who accepts it. */
export const verifyReport: ReportFormatter = {
  id: 'verify',
  mediaType: 'text/plain',
  render: renderVerify,
};

interface Page {
  readonly report: Report;
  readonly style: Style;
  readonly width: number;
  readonly maxRows: number;
}

function renderVerify(report: Report, options: RenderOptions = {}): string {
  const page: Page = {
    report,
    style: styleFor(options.color ?? false),
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, options.width ?? MAX_WIDTH)),
    maxRows: options.maxRows ?? MAX_EVIDENCE,
  };
  const blocks = [
    [`${verdictBanner(report, page.style)}  ${page.style.title(logLine(subjectName(report), 300))}`],
    ...report.signatures.flatMap((image) => imageBlocks(image, page)),
    ...findingBlock(page),
    ...acceptedBlock(page),
    ...unknownBlock(page),
    verdictBlock(report, page.style, page.width),
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function findingBlock({ report, style, width }: Page): readonly (readonly string[])[] {
  const findings = ranked(report.findings);
  if (findings.length === 0) return [];
  const lines = findings.flatMap((finding) => {
    const { rule, severity, blocking } = finding;
    const mark = blocking ? style.bad('✗') : ' ';
    return [
      `  ${mark} ${style.severity(severity, severity)}  ${logLine(rule, 60)}`,
      ...indented(logLine(whatOf(finding), MAX_TEXT), width, ' '.repeat(4)),
    ];
  });
  return [[`${style.title('Findings')} (${findings.length.toLocaleString('en-US')})`, ...lines]];
}

/** What an exception lets pass is said as plainly: the image is not trusted all the same. */
function acceptedBlock({ report, style, width }: Page): readonly (readonly string[])[] {
  const findings = suppressed(report.findings).filter(({ category }) => category === 'signature');
  if (findings.length === 0) return [];
  const lines = findings.flatMap((finding) => [
    `    ${style.severity(finding.severity, finding.severity)}  ${logLine(finding.rule, 60)}`,
    ...indented(logLine(whatOf(finding), MAX_TEXT), width, ' '.repeat(4)),
    ...indented(`accepted: ${logLine(finding.suppressed?.reason ?? '', MAX_TEXT)}`, width, ' '.repeat(4)),
  ]);
  return [
    [`${style.title('Accepted by an exception')} (${findings.length.toLocaleString('en-US')})`, ...lines],
  ];
}
