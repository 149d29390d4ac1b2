import type { Comment, Dockerfile, Instruction } from '../../../dockerfile/dockerfile.ts';
import type { TextRange } from '../../../model/finding.ts';
import { readBuildkitDirective, readBuildkitIgnore } from './buildkit.ts';
import { readCheckovIgnore } from './checkov.ts';
import type { IgnoreScope, IgnoreText } from './comment.ts';
import { readHadolintIgnore } from './hadolint.ts';
import { readOwnIgnore } from './own.ts';
import { readTrivyIgnore } from './trivy.ts';

/** An ignore comment and the lines that it covers. */
export interface PlacedIgnore extends IgnoreText {
  /** As written, without the `#`. */
  readonly text: string;
  readonly range: TextRange;
  /** First and last line; null when there is nothing below the comment that it could cover. */
  readonly lines: readonly [number, number] | null;
}

/** Whose comments are read. */
const READERS = [readOwnIgnore, readHadolintIgnore, readBuildkitIgnore, readCheckovIgnore, readTrivyIgnore];

/** Every ignore comment of the file, in order, directives first. */
export function placedIgnores(dockerfile: Dockerfile): PlacedIgnore[] {
  const placed: PlacedIgnore[] = [];
  for (const directive of dockerfile.directives) {
    const { name, value, range } = directive;
    for (const read of readBuildkitDirective(directive)) {
      placed.push({ ...read, text: `${name}=${value}`, range, lines: EVERYTHING });
    }
  }
  for (const comment of dockerfile.comments) {
    for (const read of readIgnores(comment)) {
      const lines = linesOf(dockerfile, read.scope, comment.range.line);
      placed.push({ ...read, text: comment.text, range: comment.range, lines });
    }
  }
  return placed;
}

/** What one comment says; empty for an ordinary comment. */
export function readIgnores({ text }: Comment): IgnoreText[] {
  return READERS.flatMap((read) => read(text));
}

const EVERYTHING: readonly [number, number] = [0, Infinity];

function linesOf(dockerfile: Dockerfile, scope: IgnoreScope, line: number): readonly [number, number] | null {
  const { instructions } = dockerfile;
  if (scope === 'file') return EVERYTHING;
  const index = indexFrom(instructions, line);
  const instruction = instructions[index];
  if (instruction === undefined) return null;
  const { range, stage, keyword } = instruction;
  if (scope === 'instruction') return [(instructions[index - 1]?.range.endLine ?? 0) + 1, range.endLine];
  if (scope === 'line') return range.line === line + 1 ? [range.line, range.endLine] : null;
  const isBelow = keyword === 'FROM' && range.line === line + 1;
  return stage === null || (scope === 'stage-below' && !isBelow) ? null : linesOfStage(dockerfile, stage);
}

function linesOfStage({ stages }: Dockerfile, index: number): readonly [number, number] | null {
  const [stage, next] = [stages[index], stages[index + 1]];
  if (stage === undefined) return null;
  return [stage.from.range.line, next === undefined ? Infinity : next.from.range.line - 1];
}

/** The instruction that the line is in, or the next one. */
function indexFrom(instructions: readonly Instruction[], line: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.range.endLine ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
