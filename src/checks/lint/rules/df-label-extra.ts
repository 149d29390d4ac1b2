import { plain } from '../../../util/escape.ts';
import { labelsOf } from '../labels.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelExtra: LintRule = {
  id: 'DF-LABEL-EXTRA',
  title: 'A label is not in the schema',
  severity: 'info',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema is strict: it names all labels that an image may have.',
  fix: 'Remove the label, or add it to the schema.',
  references: [],
  aliases: ['DL3050'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  const { labelSchema, strictLabels } = context.options;
  if (!strictLabels) return;
  for (const { key, keyRange, instruction } of labelsOf(context)) {
    if (labelSchema.has(key)) continue;
    const message = `The label "${plain(key, 200)}" is not in the schema.`;
    yield { kind: 'hit', instruction, range: keyRange, message };
  }
}
