import type { Advice } from '../../model/report.ts';
import { logLine } from '../../util/escape.ts';
import { adviceLines } from '../advice-lines.ts';
import { wrap } from './display-width.ts';
import type { Style } from './style.ts';

const INDENT = 4;

/** What could be done beyond single findings, as a block of lines; none when there is nothing to say. */
export function adviceBlock(
  advice: Advice | null,
  style: Style,
  width: number,
): readonly (readonly string[])[] {
  const lines = adviceLines(advice, (name) => logLine(name, 200));
  if (lines.length === 0) return [];
  return [[style.title('Advice'), ...lines.flatMap((line) => bullet(line, width))]];
}

function bullet(text: string, width: number): readonly string[] {
  const [first = '', ...rest] = wrap(text, width - INDENT);
  return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
}
