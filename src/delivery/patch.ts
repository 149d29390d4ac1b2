import { LIMITS } from '../util/limits.ts';

export interface PatchInput {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** Lines shown around a change. */
const AROUND = 3;

/**
 * The change of one file as a unified diff, as `git apply` takes it; empty when nothing changes.
 * Source: POSIX.1-2024, diff, "Diff -u Output Format".
 */
export function patchOf({ path, before, after }: PatchInput): string {
  if (before === after) return '';
  const lines = compared(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines).map((hunk) => hunkText(lines, hunk));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Each with its line feed; the last may have none. */
function linesOf(text: string): string[] {
  return text.match(LINES) ?? [];
}

const LINES = /[^\n]*\n|[^\n]+$/gu;

function compared(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [
    ...before.slice(0, start).map(kept),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(kept),
  ];
}

function kept(text: string): Line {
  return { mark: ' ', text };
}

/** By the longest common subsequence; what is too large for that is replaced as a whole. */
function middle(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const lengths = new Uint32Array(
    before.length * after.length > LIMITS.patchCells.value ? 0 : (before.length + 1) * width,
  );
  for (let i = before.length - 1; i >= 0 && lengths.length > 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        before[i] === after[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (lengths.length > 0 && old !== undefined && old === fresh) {
      lines.push(kept(old));
      [i, j] = [i + 1, j + 1];
    } else if (
      old !== undefined &&
      (fresh === undefined || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      lines.push({ mark: '-', text: old });
      i += 1;
    } else {
      lines.push({ mark: '+', text: fresh ?? '' });
      j += 1;
    }
  }
  return lines;
}

interface Hunk {
  readonly from: number;
  to: number;
}

function hunksOf(lines: readonly Line[]): Hunk[] {
  const hunks: Hunk[] = [];
  for (const [index, { mark }] of lines.entries()) {
    if (mark === ' ') continue;
    const from = Math.max(0, index - AROUND);
    const to = Math.min(lines.length, index + AROUND + 1);
    const last = hunks.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks;
}

function hunkText(lines: readonly Line[], { from, to }: Hunk): string {
  const old = place(lines, { from, to }, '+');
  const fresh = place(lines, { from, to }, '-');
  const body = lines.slice(from, to).map(({ mark, text }) => `${mark}${withEnd(text)}`);
  return `@@ -${old} +${fresh} @@\n${body.join('')}`;
}

/** `start,count`, without the lines of the other side. */
function place(lines: readonly Line[], { from, to }: Hunk, other: '-' | '+'): string {
  const ownBefore = lines.slice(0, from).filter(({ mark }) => mark !== other).length;
  const own = lines.slice(from, to).filter(({ mark }) => mark !== other).length;
  return `${String(own === 0 ? ownBefore : ownBefore + 1)},${String(own)}`;
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n\\ No newline at end of file\n`;
}
