import { compareDigits, compareText } from './digits.ts';

const PART = /\d+|[a-z]+|-|[^a-z\d.-]+/gu;
const NUMERIC = /^\d+$/u;
const ZEROS = /^0+$/u;
const FINAL = 'final';
const DASH = 'final-';
const WORDS: ReadonlyMap<string, string> = new Map([
  ['pre', 'c'],
  ['preview', 'c'],
  ['rc', 'c'],
  ['dev', '@'],
  ['-', DASH],
]);

/**
 * The parts of a version from before PEP 440, lower case, in the form in which they are compared: zeros before
 * a word say nothing, nor does a dash before a word of a pre-release.
 */
export function legacyKey(text: string): readonly string[] {
  const key: string[] = [];
  for (const part of [...(text.match(PART) ?? []), FINAL]) {
    const word = WORDS.get(part) ?? part;
    if (!NUMERIC.test(word)) {
      if (word < FINAL) dropLast(key, (last) => last === DASH);
      dropLast(key, (last) => ZEROS.test(last));
    }
    key.push(word);
  }
  return key;
}

/** Words sort before numbers, as in the order of setuptools before PEP 440 (`parse_version`). */
export function compareLegacy(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const difference = comparePart(left, right);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function dropLast(key: string[], matches: (last: string) => boolean): void {
  while (matches(key.at(-1) ?? '')) key.pop();
}

function comparePart(a: string, b: string): number {
  const leftIsNumber = NUMERIC.test(a);
  const rightIsNumber = NUMERIC.test(b);
  if (leftIsNumber && rightIsNumber) return compareDigits(a, b);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? 1 : -1;
  return compareText(a, b);
}
