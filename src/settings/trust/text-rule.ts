import type { TextRule } from '../../model/trust.ts';
import type { PatternUse } from './pattern.ts';
import { checkPattern, wholePattern } from './pattern.ts';
import type { Fields, Spot } from './spot.ts';
import { readAt, refusal, textOf, warn } from './spot.ts';

/** The two ways to write one text: `<key>` for exactly this text, `<key>-pattern` for a regular expression. */
export function textRuleOf(fields: Fields, key: string, use: PatternUse): TextRule | null {
  const exact = fields.get(key);
  const pattern = fields.get(`${key}-pattern`);
  if (exact !== null && pattern !== null) {
    throw refusal(pattern, `${key} and ${key}-pattern are both there`, { hint: 'Keep one of them.' });
  }
  if (pattern !== null) return patternOf(pattern, use);
  if (exact === null) return null;
  const text = textOf(exact);
  refuseWildcard(exact, text);
  if (use === 'ref') refuseShortRef(exact, text);
  return { kind: 'exact', text };
}

export function patternOf(spot: Spot, use: PatternUse): TextRule {
  const source = textOf(spot);
  readAt(spot, () => checkPattern(source, use));
  if (use === 'ref' && wholePattern(source).test('refs/heads/some-branch-of-anyone')) {
    warn(spot, 'it fits every branch, also those that nobody has reviewed');
  }
  return { kind: 'pattern', source };
}

/** A star in a text that is compared as it is would never match: the writer meant a pattern. */
export function refuseWildcard(spot: Spot, text: string): void {
  if (!text.includes('*')) return;
  const hint = 'Give the whole text, or use the key that ends in -pattern where there is one.';
  throw refusal(spot, 'it has a *, and is compared as it is', { hint, code: 'TRUST_PATTERN' });
}

function refuseShortRef(spot: Spot, text: string): void {
  if (text.startsWith('refs/')) return;
  throw refusal(spot, `"${text}" is not a full ref`, {
    hint: 'Write it as refs/heads/main or refs/tags/v1.',
  });
}
