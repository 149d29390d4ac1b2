import type { Report } from '../../model/report.ts';
import { logLine } from '../../util/escape.ts';
import { VERDICT_WORDS } from '../words.ts';
import { wrap } from './display-width.ts';
import type { Style } from './style.ts';

const INDENT = 2;
const MAX_TEXT = 1000;

const MARKS = { pass: '✓', fail: '✗', incomplete: '?' } as const;

const END_WORDS = {
  pass: 'Nothing blocks:',
  fail: 'Blocked:',
  incomplete: 'No verdict, because not everything was examined:',
} as const;

/** The verdict as one painted word with its mark. */
export function verdictBanner({ verdict }: Report, style: Style): string {
  const { result } = verdict;
  return style.verdict(result, `${MARKS[result]} ${VERDICT_WORDS[result]}`);
}

/** The verdict with its reasons, and what to do about steps that failed. */
export function verdictBlock(report: Report, style: Style, width: number): readonly string[] {
  const { result, reasons } = report.verdict;
  const hints = report.steps.flatMap(({ error }) => (error?.hint ? [error.hint] : []));
  const first = reasons.filter(({ category }) => result !== 'incomplete' || category === null);
  const others = reasons.filter((reason) => !first.includes(reason));
  return [
    `${verdictBanner(report, style)}  ${END_WORDS[result]}`,
    ...first.flatMap(({ text }) => bullet(text, width)),
    ...[...new Set(hints)].flatMap((hint) => bullet(`hint: ${hint}`, width).map((line) => style.dim(line))),
    ...(others.length === 0 ? [] : ['  What was examined would be blocked:']),
    ...others.flatMap(({ text }) => bullet(text, width)),
  ];
}

/** A text behind a dash, wrapped and made harmless. */
export function bullet(text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(logLine(text, MAX_TEXT), width - INDENT * 2);
  return [`  - ${first}`, ...rest.map((line) => `    ${logLine(line)}`)];
}
