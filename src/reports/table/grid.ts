import { displayWidth, fitTo, padTo } from './display-width.ts';

/** One cell: its text, already harmless, and how it is painted once its width is settled. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

export interface Column {
  readonly title: string;
  /** Columns the text is never cut below; null: never cut at all. */
  readonly shrinkTo: number | null;
}

const GAP = 2;

/**
 * Lines of a table with aligned columns, at most `width` wide: the widest columns that may shrink are cut
 * first. A column without any text is left out.
 */
export function grid(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly string[] {
  const used = columns.map((_, index) => rows.some((row) => (row[index]?.text ?? '') !== ''));
  const shown = columns.filter((_, index) => used[index]);
  const cells = rows.map((row) => row.filter((_, index) => used[index]));
  const widths = fit(shown, naturalWidths(shown, cells), width);
  const header = shown.map(({ title }) => ({ text: title }));
  return [header, ...cells].map((row) => line(row, widths));
}

function naturalWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly number[] {
  return columns.map(({ title }, index) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[index]?.text ?? '')), displayWidth(title)),
  );
}

function fit(columns: readonly Column[], natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, w) => sum + w, 0) + GAP * Math.max(0, widths.length - 1) - width;
  while (excess > 0) {
    const index = widest(columns, widths);
    if (index === null) break;
    widths[index] = (widths[index] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function widest(columns: readonly Column[], widths: readonly number[]): number | null {
  let best: number | null = null;
  for (const [index, { title, shrinkTo }] of columns.entries()) {
    const own = widths[index] ?? 0;
    if (shrinkTo === null || own <= Math.max(shrinkTo, displayWidth(title))) continue;
    if (best === null || own > (widths[best] ?? 0)) best = index;
  }
  return best;
}

function line(cells: readonly Cell[], widths: readonly number[]): string {
  const parts = cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    const fitted = fitTo(cell.text, width);
    const padding = index === cells.length - 1 ? '' : padTo(fitted, width).slice(fitted.length);
    return `${cell.paint === undefined ? fitted : cell.paint(fitted)}${padding}`;
  });
  return parts.join(' '.repeat(GAP)).trimEnd();
}
