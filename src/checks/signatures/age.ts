import { plain } from '../../util/escape.ts';
import { durationText } from './duration-text.ts';
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
  const limit = `and trust.max-age allows ${durationText(maxAge)}`;
  if (created === null || Number.isNaN(Date.parse(created))) {
    return { rule: TR_AGE, message: `"${text}" does not say when it was made, ${limit}.` };
  }
  const age = now.getTime() - Date.parse(created);
  if (age <= maxAge && age >= -DAY_MS) return null;
  const when = plain(created, MAX_TIME);
  const what =
    age < 0
      ? 'which is still to come'
      : `${durationText(age < DAY_MS ? age : age - (age % DAY_MS))} ago, ${limit}. Use a newer one`;
  return { rule: TR_AGE, message: `"${text}" says it was made on ${when}, ${what}.` };
}

const MAX_TIME = 40;
