import { labelsNot } from '../label-type.ts';
import { isRfc3339 } from '../label-values.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelDate: LintRule = {
  id: 'DF-LABEL-DATE',
  title: 'A label is not a date and time',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says what its value looks like; tools rely on it.',
  fix: 'Write a date and time such as `2026-01-31T12:00:00Z`.',
  references: ['RFC 3339'],
  aliases: ['DL3053'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  yield* labelsNot(context, { type: 'rfc3339', holds: isRfc3339, what: 'a date and time' });
}
