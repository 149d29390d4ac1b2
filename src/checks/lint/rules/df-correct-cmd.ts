import { repeated } from '../repeated.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectCmd: LintRule = {
  id: 'DF-CORRECT-CMD',
  title: 'A stage has several CMD',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Only the last one counts: the others do nothing and mislead.',
  fix: 'Keep the last CMD of the stage and remove the others.',
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  aliases: ['DL4003', 'DS-0016', 'MultipleInstructionsDisallowed'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of repeated(dockerfile, 'CMD')) {
    const message = 'The stage has another CMD before this one, which does nothing. Remove that one.';
    yield { kind: 'hit', instruction, range: instruction.keywordRange, message };
  }
}
