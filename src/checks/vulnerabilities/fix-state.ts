import type { FixState } from '../../model/finding.ts';
import { textMember } from './advisories/osv-record.ts';
import type { Match } from './grouping/group.ts';

const NO_LONGER = 'end-of-life';
const UNIMPORTANT = 'unimportant';

/**
 * What the advisories together say of a fix. A distribution's word for not fixing counts only when all of its
 * records say it, and no fix is known. Source: Debian security tracker, "Severity levels" and "end-of-life".
 */
export function fixStateOf(matches: readonly Match[], fixedIn: readonly string[]): FixState {
  const urgencies = matches.flatMap(({ rows }) =>
    rows.map((row) => textMember(row.ecosystem_specific, 'urgency')),
  );
  const isEvery = (word: string): boolean => urgencies.length > 0 && urgencies.every((one) => one === word);
  if (isEvery(UNIMPORTANT)) return 'unimportant';
  if (fixedIn.length > 0) return 'fixed';
  return isEvery(NO_LONGER) ? 'end-of-life' : 'unfixed';
}

/** In words, for the end of a sentence. */
export function fixWords(state: FixState, fixedIn: readonly string[]): string {
  const fixed = `fixed in ${fixedIn.join(' or ')}`;
  switch (state) {
    case 'fixed':
      return fixed;
    case 'unimportant':
      return `${fixedIn.length > 0 ? fixed : 'no fixed version is known'}; the distribution calls it unimportant`;
    case 'end-of-life':
      return 'the distribution no longer fixes it in this release';
    case 'unfixed':
      return 'no fixed version is known';
    default:
      return state satisfies never;
  }
}
