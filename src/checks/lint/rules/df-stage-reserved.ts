import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStageReserved: LintRule = {
  id: 'DF-STAGE-RESERVED',
  title: 'A stage has a reserved name',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: '`scratch` is the empty image and `context` the files given to the build: a stage of that name cannot be told from them.',
  fix: 'Give the stage another name.',
  references: ['https://docs.docker.com/reference/build-checks/reserved-stage-name/'],
  aliases: ['DL3063', 'ReservedStageName'],
  check,
};

const RESERVED = new Set(['scratch', 'context']);

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  for (const { name, from } of dockerfile.stages) {
    const word = from.words[2];
    if (name === null || word === undefined || !RESERVED.has(name)) continue;
    const message = `"${name}" is a reserved name. Give the stage another one.`;
    yield { kind: 'hit', instruction: from, range: word.range, message };
  }
}
