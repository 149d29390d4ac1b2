import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStyleStageCasing: LintRule = {
  id: 'DF-STYLE-STAGE-CASING',
  title: 'The name of a stage has upper case letters',
  severity: 'info',
  category: 'lint',
  profile: 'all',
  why: 'The builder compares stage names without case: two that look different may be one.',
  fix: 'Write the name in lower case.',
  references: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  aliases: ['StageNameCasing'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const { name, from } of dockerfile.stages) {
    const word = from.words[2];
    if (name === null || word === undefined || word.text === name) continue;
    yield {
      kind: 'hit',
      instruction: from,
      range: word.range,
      message: `The stage name "${plain(word.text, 100)}" has upper case letters. Write "${plain(name, 100)}".`,
      fix: { description: 'Write the name in lower case', edits: [{ range: word.range, text: name }] },
    };
  }
}
