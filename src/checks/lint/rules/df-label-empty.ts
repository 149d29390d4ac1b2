import { plain } from '../../../util/escape.ts';
import { labelsOf } from '../labels.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelEmpty: LintRule = {
  id: 'DF-LABEL-EMPTY',
  title: 'A label of the schema is empty',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'An empty label says nothing.',
  fix: 'Give the label a value.',
  references: [],
  aliases: ['DL3051'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  for (const { key, value, range, instruction } of labelsOf(context)) {
    if (value !== '' || !context.options.labelSchema.has(key)) continue;
    yield { kind: 'hit', instruction, range, message: `The label "${plain(key, 200)}" is empty.` };
  }
}
