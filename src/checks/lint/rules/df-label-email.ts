import { labelsNot } from '../label-type.ts';
import { isEmail } from '../label-values.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelEmail: LintRule = {
  id: 'DF-LABEL-EMAIL',
  title: 'A label is not an e-mail address',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says what its value looks like; tools rely on it.',
  fix: 'Write an address such as `name@example.com`.',
  references: ['RFC 5322'],
  aliases: ['DL3058'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  yield* labelsNot(context, { type: 'email', holds: isEmail, what: 'an e-mail address' });
}
