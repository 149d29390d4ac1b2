import type { Category } from '../model/finding.ts';
import { CATEGORIES } from '../model/finding.ts';
import type { Threshold } from '../model/policy.ts';
import { RANKED_SEVERITIES } from '../model/severity.ts';
import { BadValue, allowedHint, quote, splitCommas, word } from './kinds.ts';

/** The words a threshold may be. */
export const THRESHOLDS = [...RANKED_SEVERITIES, 'none'] as const satisfies readonly Threshold[];

/** Thresholds that were given; categories that were not keep what they had. */
export type FailOn = Readonly<Partial<Record<Category, Threshold>>>;

const readThreshold = word(THRESHOLDS, 'a severity');

/**
 * `vulnerability=high`, or `high` alone for every category. A category that is named beats `high` alone,
 * whatever the order. Two thresholds for one category are refused: one of them would be ignored.
 */
export function readFailOn(texts: readonly string[]): FailOn {
  const items = splitCommas(texts);
  if (items.length === 0) throw new BadValue('the list is empty');
  const named = new Map<Category, Threshold>();
  let all: Threshold | null = null;
  for (const item of items) {
    const equals = item.indexOf('=');
    if (equals < 0) {
      if (all !== null) throw new BadValue(`${quote(item)} is a second severity for all categories`);
      all = readThresholdOrCategory(item);
      continue;
    }
    const category = readCategory(item.slice(0, equals).trim());
    if (named.has(category))
      throw new BadValue(`${quote(category)} is given twice`, 'Give each category once.');
    named.set(category, readThreshold(item.slice(equals + 1).trim()));
  }
  const base = all === null ? [] : CATEGORIES.map((category) => [category, all] as const);
  return Object.fromEntries([...base, ...named]);
}

function readThresholdOrCategory(item: string): Threshold {
  if (!CATEGORIES.some((category) => category === item)) return readThreshold(item);
  throw new BadValue(`${quote(item)} has no severity`, `Write ${item}=<severity>: ${THRESHOLDS.join(', ')}.`);
}

function readCategory(name: string): Category {
  const found = CATEGORIES.find((category) => category === name);
  if (found !== undefined) return found;
  throw new BadValue(`${quote(name)} is not a category`, allowedHint(name, CATEGORIES));
}
