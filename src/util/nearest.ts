const LONGEST = 64;

/**
 * The candidate that `word` was most likely meant to be, or null when none is near: at most one edit in
 * three characters (and always one), else the longest candidate that `word` starts with or that starts with it.
 * Letter case and `_` for `-` do not count.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const wanted = normal(word);
  if (wanted === '' || wanted.length > LONGEST) return null;
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, normal(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best ?? byPrefix(wanted, candidates);
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`, no part edited twice
 * (the optimal string alignment form of the Damerau-Levenshtein distance).
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(before, j - 2) + 1);
      }
      row.push(least);
    }
    [before, above] = [above, row];
  }
  return at(above, b.length);
}

function byPrefix(wanted: string, candidates: readonly string[]): string | null {
  const related = candidates.filter((candidate) => {
    const name = normal(candidate);
    return Math.min(name.length, wanted.length) > 2 && (wanted.startsWith(name) || name.startsWith(wanted));
  });
  return related.sort((a, b) => b.length - a.length)[0] ?? null;
}

function normal(word: string): string {
  return word.toLowerCase().replaceAll('_', '-');
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
