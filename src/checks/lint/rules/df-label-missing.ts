import { plain } from '../../../util/escape.ts';
import { endStagesWithout } from '../end-stages.ts';
import { labelsOf } from '../labels.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfLabelMissing: LintRule = {
  id: 'DF-LABEL-MISSING',
  title: 'A label of the schema is missing',
  severity: 'info',
  category: 'lint',
  profile: 'recommended',
  why: 'The label schema says that every image has it.',
  fix: 'Add the label with LABEL, or take it out of the schema.',
  references: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md'],
  aliases: ['DL3049'],
  check,
};

function* check(context: LintContext): Iterable<Hit> {
  const { labelSchema } = context.options;
  if (labelSchema.size === 0) return;
  const labels = labelsOf(context);
  for (const key of labelSchema.keys()) {
    const has = new Set(
      labels.filter((label) => label.key === key).map(({ instruction }) => instruction.stage),
    );
    for (const { from } of endStagesWithout(context, ({ index }) => has.has(index))) {
      const message = `The label "${plain(key, 200)}" is missing.`;
      const range = from.keywordRange;
      yield { kind: 'hit', instruction: from, range, message, key: `${String(from.stage)} ${key}` };
    }
  }
}
