import type { Report } from '../../model/report.ts';
import { logLine, plain } from '../../util/escape.ts';
import { count, STEP_TITLES } from '../words.ts';
import { wrap } from './display-width.ts';
import type { Style } from './style.ts';

const INDENT = '  ';

export interface UnknownPage {
  readonly report: Report;
  readonly style: Style;
  readonly width: number;
  readonly maxRows: number;
}

/** What could not be examined, as a block of lines; none when there is nothing of the kind. */
export function unknownBlock({ report, style, width, maxRows }: UnknownPage): readonly (readonly string[])[] {
  const { unknowns } = report;
  if (unknowns.length === 0) return [];
  const shown = unknowns.slice(0, maxRows);
  const lines = shown.flatMap(({ step, place, reason }) =>
    indented(`${STEP_TITLES[step]}: ${plain(place, 200)}: ${plain(reason, 500)}`, width),
  );
  const more = unknowns.length - shown.length;
  if (more > 0) lines.push(style.dim(`  … and ${count(more, 'more', 'more')} (see the JSON report)`));
  return [[style.title(`Not examined (${unknowns.length.toLocaleString('en-US')})`), ...lines]];
}

/** A text in lines, each indented and harmless in a job log. */
export function indented(text: string, width: number, indent = INDENT): readonly string[] {
  return wrap(logLine(text), width - indent.length).map((line) => `${indent}${logLine(line)}`);
}
