import { LIMITS } from '../util/limits.ts';

/** One step of a pattern: a character, any character (`?`), any run of characters (`*`). */
type Step =
  { readonly kind: 'char'; readonly char: string } | { readonly kind: 'any' } | { readonly kind: 'star' };

/**
 * `${V#pattern}`, `${V%pattern}` and their greedy forms; null when the pattern cannot be read.
 * Time is the product of both lengths, whatever the pattern is.
 */
export function removePattern(
  value: string,
  pattern: string,
  { atEnd, greedy }: { readonly atEnd: boolean; readonly greedy: boolean },
): string | null {
  const steps = parsePattern(pattern);
  if (steps === null || value.length * pattern.length > LIMITS.variablePattern.value) return null;
  const text = atEnd ? characters(value).toReversed() : characters(value);
  const ends = matchEnds(text, atEnd ? steps.toReversed() : steps, 0);
  const end = greedy ? ends.at(-1) : ends[0];
  if (end === undefined) return value;
  const rest = text.slice(end);
  return (atEnd ? rest.toReversed() : rest).join('');
}

/** `${V/pattern/text}` and `${V//pattern/text}`; null when the pattern cannot be read. */
export function replacePattern(
  value: string,
  pattern: string,
  { replacement, all }: { readonly replacement: string; readonly all: boolean },
): string | null {
  const steps = parsePattern(pattern);
  if (steps === null) return null;
  // Every start is tried.
  if (value.length * value.length * pattern.length > LIMITS.variablePattern.value) return null;
  const text = characters(value);
  const out: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const end = matchEnds(text, steps, at).at(-1);
    if (end === undefined) {
      out.push(text[at] ?? '');
      at += 1;
      continue;
    }
    out.push(replacement);
    if (!all) return out.concat(text.slice(end)).join('');
    if (end === at) out.push(text[at] ?? '');
    at = end === at ? at + 1 : end;
  }
  return out.join('');
}

function parsePattern(pattern: string): Step[] | null {
  const steps: Step[] = [];
  const chars = characters(pattern);
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? '';
    if (char === '*') steps.push({ kind: 'star' });
    else if (char === '?') steps.push({ kind: 'any' });
    else if (char !== '\\') steps.push({ kind: 'char', char });
    else {
      at += 1;
      const next = chars[at] ?? '';
      if (next === '' || !'*?\\}/'.includes(next)) return null;
      steps.push({ kind: 'char', char: next });
    }
  }
  return steps;
}

/** By code point, as the builder counts. */
function characters(text: string): string[] {
  return Array.from(text);
}

/** Where a match that starts at `start` can end, in order. */
function matchEnds(text: readonly string[], steps: readonly Step[], start: number): number[] {
  let positions = [start];
  for (const step of steps) {
    const first = positions[0];
    if (first === undefined) return [];
    if (step.kind === 'star') {
      positions = Array.from({ length: text.length - first + 1 }, (_, index) => first + index);
      continue;
    }
    const next: number[] = [];
    for (const position of positions) {
      const char = text[position];
      if (char !== undefined && (step.kind === 'any' || char === step.char)) next.push(position + 1);
    }
    positions = next;
  }
  return positions;
}
