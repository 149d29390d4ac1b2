import { labelsNot } from '../label-type.ts';
import { isSemver } from '../label-values.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelVersion: LintRule = {
  id: 'DF-LABEL-VERSION',
  title: 'A label is not a semantic version',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says what its value looks like; tools rely on it.',
  fix: 'Write a version such as `1.2.3`.',
  references: ['https://semver.org'],
  aliases: ['DL3056'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  yield* labelsNot(context, { type: 'semver', holds: isSemver, what: 'a semantic version' });
}
