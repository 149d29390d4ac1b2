import { repeated } from '../repeated.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfCorrectHealthcheck: LintRule = {
  id: 'DF-CORRECT-HEALTHCHECK',
  title: 'A stage has several HEALTHCHECK',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Only the last one counts: the others do nothing and mislead.',
  fix: 'Keep the last HEALTHCHECK of the stage and remove the others.',
  references: ['https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/'],
  aliases: ['DL3012', 'DS-0023', 'MultipleInstructionsDisallowed'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const instruction of repeated(dockerfile, 'HEALTHCHECK')) {
    const message = 'The stage has another HEALTHCHECK before this one, which does nothing. Remove that one.';
    yield { kind: 'hit', instruction, range: instruction.keywordRange, message };
  }
}
