import { fromSources } from '../../../dockerfile/from-sources.ts';
import { plain } from '../../../util/escape.ts';
import { stageMeant } from '../stage-meant.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStageSelf: LintRule = {
  id: 'DF-STAGE-SELF',
  title: 'Files are copied from the stage itself',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'A stage cannot take files from itself: the builder refuses it, or takes the name as an image.',
  fix: 'Name another stage, or copy within the stage with `RUN cp`.',
  references: [],
  aliases: ['DL3023', 'DS-0006'],
  check,
};

function* check({ dockerfile, instructions }: LintContext): Iterable<Hit> {
  for (const instruction of instructions) {
    for (const { name, range } of fromSources(instruction)) {
      if (instruction.stage === null || stageMeant(dockerfile, instruction, name) !== instruction.stage)
        continue;
      const message = `"${plain(name, 100)}" is the stage itself: nothing can be taken from it.`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}
