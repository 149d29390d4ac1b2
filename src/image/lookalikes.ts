/**
 * Container runtimes are written in Go and match the keys of JSON objects without regard to case: with
 * `"user": "root"` beside `"User": "1000"`, what runs is not what we would judge. Nobody writes that by accident.
 * Returns the first key of `value` that can be taken for a known one, and which; null when there is none.
 */
export function lookalike(
  value: unknown,
  known: readonly string[],
): { readonly key: string; readonly known: string } | null {
  if (typeof value !== 'object' || value === null) return null;
  const folded = new Map(known.map((key) => [fold(key), key]));
  for (const key of Object.keys(value)) {
    const same = folded.get(fold(key));
    if (same !== undefined && same !== key) return { key, known: same };
  }
  return null;
}

/** Upper before lower, so that the long s and the Kelvin sign fold as they do in Go. */
function fold(key: string): string {
  return key.toUpperCase().toLowerCase();
}
