import { repeated } from '../repeated.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectEntrypoint: LintRule = {
  id: 'DF-CORRECT-ENTRYPOINT',
  title: 'A stage has several ENTRYPOINT',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Only the last one counts: the others do nothing and mislead.',
  fix: 'Keep the last ENTRYPOINT of the stage and remove the others.',
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  aliases: ['DL4004', 'DS-0007', 'MultipleInstructionsDisallowed'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of repeated(dockerfile, 'ENTRYPOINT')) {
    const message = 'The stage has another ENTRYPOINT before this one, which does nothing. Remove that one.';
    yield { kind: 'hit', instruction, range: instruction.keywordRange, message };
  }
}
