import { LIMITS } from './limits.ts';

/** A pattern as `glob` reads it, with its separator. */
export interface GlobText {
  readonly pattern: string;
  readonly separator: '/' | '.';
}

/** One character, or any number of them but `not`. */
type Part = { readonly char: string } | { readonly char: null; readonly not: string | null };

/** What comparing may still cost; one for many comparisons bounds them together. */
export interface GlobBudget {
  states: number;
}

/**
 * True when every text that `special` matches is matched by one of `general`. What costs more than `budget` has
 * left counts as not covered.
 */
export function covers(
  general: readonly GlobText[],
  special: GlobText,
  budget: GlobBudget = { states: LIMITS.trustGlobStates.value },
): boolean {
  if (budget.states < 0) return false;
  const automata = general.map(partsOf);
  const parts = partsOf(special);
  const letters = lettersOf([...automata, parts]);
  const start: Pair = { one: close(parts, [0]), many: automata.map((other) => close(other, [0])) };
  const seen = new Set<string>([keyOf(start)]);
  const todo = [start];
  for (let pair = todo.pop(); pair !== undefined; pair = todo.pop()) {
    const isMissed = !pair.many.some((states, index) => isDone(automata[index] ?? [], states));
    if (isDone(parts, pair.one) && isMissed) return false;
    for (const letter of letters) {
      const one = step(parts, pair.one, letter);
      if (one.length === 0) continue;
      const next = {
        one,
        many: pair.many.map((states, index) => step(automata[index] ?? [], states, letter)),
      };
      const key = keyOf(next);
      if (seen.has(key)) continue;
      budget.states -= automata.length;
      if (budget.states < 0) return false;
      seen.add(key);
      todo.push(next);
    }
  }
  return true;
}

/** True when some text is matched by both. */
export function overlap(a: GlobText, b: GlobText): boolean {
  const [first, second] = [partsOf(a), partsOf(b)];
  const letters = lettersOf([first, second]);
  const start: Pair = { one: close(first, [0]), many: [close(second, [0])] };
  const seen = new Set<string>([keyOf(start)]);
  const todo = [start];
  for (let pair = todo.pop(); pair !== undefined; pair = todo.pop()) {
    const [other = []] = pair.many;
    if (isDone(first, pair.one) && isDone(second, other)) return true;
    for (const letter of letters) {
      const one = step(first, pair.one, letter);
      const two = step(second, other, letter);
      const next = { one, many: [two] };
      const key = keyOf(next);
      if (one.length === 0 || two.length === 0 || seen.has(key)) continue;
      // Not known to be apart.
      if (seen.size >= LIMITS.trustGlobStates.value) return true;
      seen.add(key);
      todo.push(next);
    }
  }
  return false;
}

interface Pair {
  readonly one: readonly number[];
  readonly many: readonly (readonly number[])[];
}

/** Stands for every character that no pattern names. */
const OTHER = '\0';

function partsOf({ pattern, separator }: GlobText): readonly Part[] {
  const parts: Part[] = [];
  const text = pattern.toLowerCase();
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '*') parts.push({ char: text[at] ?? '' });
    else if (text[at + 1] === '*') {
      parts.push({ char: null, not: null });
      at += 1;
    } else parts.push({ char: null, not: separator });
  }
  return parts;
}

function lettersOf(automata: readonly (readonly Part[])[]): ReadonlySet<string> {
  const letters = new Set([OTHER, '/', '.']);
  for (const { char } of automata.flat()) if (char !== null) letters.add(char);
  return letters;
}

function step(parts: readonly Part[], states: readonly number[], letter: string): readonly number[] {
  const next: number[] = [];
  for (const state of states) {
    const part = parts[state];
    if (part === undefined) continue;
    if (part.char === letter) next.push(state + 1);
    else if (part.char === null && part.not !== letter) next.push(state);
  }
  return close(parts, next);
}

/** The states and those behind stars, which may stand for nothing; sorted. */
function close(parts: readonly Part[], states: readonly number[]): readonly number[] {
  const reached = new Set<number>();
  for (const state of states) {
    reached.add(state);
    for (let at = state; parts[at]?.char === null; at += 1) reached.add(at + 1);
  }
  return [...reached].sort((a, b) => a - b);
}

function isDone(parts: readonly Part[], states: readonly number[]): boolean {
  return states.includes(parts.length);
}

function keyOf({ one, many }: Pair): string {
  return [one, ...many].map((states) => states.join(' ')).join('|');
}
