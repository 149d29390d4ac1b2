import { plain } from '../../util/escape.ts';
import { TR_AGE } from './rules.ts';
import type { Breach } from './trusted.ts';

const DAY_MS = 86_400_000;

/**
 * Holds the time at which an image says it was made against a limit; null when it is young enough. The time is the
 * image's own word: it keeps out what is forgotten, not what lies. What says nothing, or names a day to come, is not
 * known to be young.
 */
export function tooOld(
  created: string | null,
  { text, maxAge, now }: { readonly text: string; readonly maxAge: number; readonly now: Date },
): Breach | null {
  const time = created === null ? Number.NaN : Date.parse(created);
  const age = now.getTime() - time;
  if (age <= maxAge && age >= -DAY_MS) return null;
  const limit = `and trust.max-age allows ${days(maxAge)}`;
  if (Number.isNaN(time)) {
    return { rule: TR_AGE, message: `"${text}" does not say when it was made, ${limit}.` };
  }
  const when = plain(created ?? '', 40);
  if (age < 0)
    return { rule: TR_AGE, message: `"${text}" says it was made on ${when}, which is still to come.` };
  return {
    rule: TR_AGE,
    message: `"${text}" was made on ${when}, ${days(age)} ago, ${limit}. Use a newer one.`,
  };
}

function days(ms: number): string {
  const count = Math.floor(ms / DAY_MS);
  return count === 1 ? '1 day' : `${count} days`;
}
