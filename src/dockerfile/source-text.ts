import type { TextRange } from '../model/finding.ts';

/** A run of characters that lies in one piece in the file: `at` in the text, `offset` in the file. */
export interface Piece {
  readonly at: number;
  readonly offset: number;
}

/**
 * Text with the place in the file of each of its characters: what is left of several lines once
 * continuations and comments are taken out.
 */
export interface SourceText {
  readonly text: string;
  /** In order; the first has `at` 0. */
  readonly pieces: readonly Piece[];
  /** Offset in the file of the start of each line. */
  readonly lines: readonly number[];
}

/** The range in the file of `[start, end)` of the text, in UTF-16 code units. */
export function rangeIn(source: SourceText, start: number, end: number): TextRange {
  const from = Math.max(0, Math.min(start, source.text.length));
  const to = Math.max(from, Math.min(end, source.text.length));
  const first = offsetOf(source, from);
  return rangeOfOffsets(source.lines, first, to > from ? offsetOf(source, to - 1) + 1 : first);
}

/** A part of the text that keeps its places. */
export function slice(source: SourceText, start: number, end = source.text.length): SourceText {
  const { text, pieces, lines } = source;
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from, Math.min(end, text.length));
  const first = pieceIndex(pieces, from);
  const kept: Piece[] = [{ at: 0, offset: offsetOf(source, from) }];
  for (let index = first + 1; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.at >= to) break;
    kept.push({ at: piece.at - from, offset: piece.offset });
  }
  return { text: text.slice(from, to), pieces: kept, lines };
}

/** Several texts one after the other, each keeping its places. */
export function concat(sources: readonly SourceText[]): SourceText {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let length = 0;
  for (const source of sources) {
    if (source.text === '') continue;
    for (const { at, offset } of source.pieces) pieces.push({ at: at + length, offset });
    parts.push(source.text);
    length += source.text.length;
  }
  if (pieces.length === 0) pieces.push({ at: 0, offset: sources[0]?.pieces[0]?.offset ?? 0 });
  return { text: parts.join(''), pieces, lines: sources[0]?.lines ?? [0] };
}

/** Text that stands at one place in the file in another form: all of it is shown there. */
export function textAt(text: string, offset: number, lines: readonly number[]): SourceText {
  return { text, pieces: [{ at: 0, offset }], lines };
}

/** The offset in the file of a character of the text. */
export function offsetOf(source: SourceText, position: number): number {
  const piece = source.pieces[pieceIndex(source.pieces, position)];
  return piece === undefined ? 0 : piece.offset + (position - piece.at);
}

/** The range of `[start, end)` of the file. `lines` holds the offset of each line. */
export function rangeOfOffsets(lines: readonly number[], start: number, end: number): TextRange {
  const line = lastAtOrBefore(lines, start);
  const endLine = lastAtOrBefore(lines, end);
  return {
    line: line + 1,
    column: start - (lines[line] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: end - (lines[endLine] ?? 0) + 1,
  };
}

/** The offset of each line; only `\n` ends a line, as in BuildKit. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function pieceIndex(pieces: readonly Piece[], position: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
