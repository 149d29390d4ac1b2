import type { StepOutcome, StepStatus } from '../../model/outcome.ts';
import type { Report } from '../../model/report.ts';
import { logLine } from '../../util/escape.ts';
import { STATUS_WORDS } from '../words.ts';
import { displayWidth, wrap } from './display-width.ts';
import type { Style } from './style.ts';

/** A reason for a skipped step that fits behind its name. */
const SHORT_REASON = 50;

const MARKS: Readonly<Record<StepStatus, string>> = {
  complete: '✓',
  partial: '~',
  failed: '✗',
  skipped: '-',
};

/** The steps on one line, then why, for each that is not complete. */
export function stepLines(report: Report, style: Style, width: number): readonly string[] {
  const told = report.steps.filter((step) => step.status !== 'complete' && !isShort(step));
  // Steps that were not reached all say the same.
  const groups = Map.groupBy(told, ({ status, reason }) => JSON.stringify([status, reason]));
  return [
    ...marks(report.steps, style, width),
    ...[...groups.values()].flatMap((steps) => reasonLines(steps, style, width)),
  ];
}

function marks(steps: readonly StepOutcome[], style: Style, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const step of steps) {
    const { id, status } = step;
    const text = `${MARKS[status]} ${id}${isShort(step) ? ` (${logLine(step.reason ?? '')})` : ''}`;
    const size = displayWidth(text) + 2;
    if (line !== '' && used + size > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += `  ${style.status(status, text)}`;
    used += size;
  }
  return line === '' ? lines : [...lines, line];
}

function isShort({ status, reason }: StepOutcome): boolean {
  return status === 'skipped' && reason !== null && reason.length <= SHORT_REASON;
}

function reasonLines(steps: readonly StepOutcome[], style: Style, width: number): readonly string[] {
  const [first] = steps;
  if (first === undefined) return [];
  const names = steps.map(({ id }) => id).join(', ');
  const text = logLine(`${names} ${STATUS_WORDS[first.status]}: ${first.reason ?? 'no reason given'}`, 1000);
  return wrap(text, width - 4).map((line, index) =>
    style.status(first.status, `${index === 0 ? '  ' : '    '}${logLine(line)}`),
  );
}
