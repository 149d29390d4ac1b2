import { lineStarts } from '../../dockerfile/source-text.ts';
import type { Edit, Finding, Fix, TextRange } from '../../model/finding.ts';

export interface Fixed {
  readonly text: string;
  /** The findings whose fix is in the text, in order. */
  readonly fixed: readonly Finding[];
}

interface PlacedEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies the fixes of findings that nobody excused to the text they were found in. A fix goes in whole or not
 * at all: one that touches what another has changed waits for the next round. Line ends stay those of the file.
 */
export function applyFixes(text: string, findings: readonly Finding[]): Fixed {
  const lines = lineStarts(text);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const taken: PlacedEdit[] = [];
  const fixed: Finding[] = [];
  for (const finding of findings) {
    if (finding.fix === undefined || finding.suppressed !== null) continue;
    const edits = placedEdits(finding.fix, { text, lines, lineEnd });
    if (edits === null || !fits(edits, taken)) continue;
    taken.push(...edits);
    fixed.push(finding);
  }
  return { text: replaced(text, taken), fixed };
}

interface Source {
  readonly text: string;
  readonly lines: readonly number[];
  readonly lineEnd: string;
}

/** Null when an edit is not inside the text, or touches another one of the same fix. */
function placedEdits({ edits }: Fix, source: Source): PlacedEdit[] | null {
  const placed: PlacedEdit[] = [];
  for (const edit of edits) {
    const found = placedEdit(edit, source);
    if (found === null || !fits([found], placed)) return null;
    placed.push(found);
  }
  return placed.some(({ start, end, text }) => source.text.slice(start, end) !== text) ? placed : null;
}

function placedEdit({ range, text }: Edit, source: Source): PlacedEdit | null {
  const [start, end] = offsets(range, source);
  if (start === null || end === null || start > end) return null;
  return { start, end, text: text.replaceAll(LINE_END, source.lineEnd) };
}

const LINE_END = /\r?\n/gu;

function offsets(range: TextRange, { text, lines }: Source): [number | null, number | null] {
  const at = (line: number, column: number): number | null => {
    const start = lines[line - 1];
    const offset = start === undefined ? null : start + column - 1;
    return offset === null || column < 1 || offset > (lines[line] ?? text.length) ? null : offset;
  };
  return [at(range.line, range.column), at(range.endLine, range.endColumn)];
}

/** Edits that only touch each other's ends do not fit either: their order would decide what comes out. */
function fits(edits: readonly PlacedEdit[], taken: readonly PlacedEdit[]): boolean {
  return edits.every((edit) => taken.every((other) => edit.end < other.start || other.end < edit.start));
}

function replaced(text: string, edits: readonly PlacedEdit[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, text: inserted } of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + inserted;
    from = end;
  }
  return result + text.slice(from);
}
