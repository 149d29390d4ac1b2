import { labelsNot } from '../label-type.ts';
import { isSpdx } from '../../../util/spdx.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelSpdx: LintRule = {
  id: 'DF-LABEL-SPDX',
  title: 'A label is not a licence of the SPDX list',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says what its value looks like; tools rely on it.',
  fix: 'Write an SPDX licence such as `Apache-2.0`.',
  references: ['https://spdx.org/licenses/'],
  aliases: ['DL3054'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  yield* labelsNot(context, { type: 'spdx', holds: isSpdx, what: 'a licence of the SPDX list' });
}
