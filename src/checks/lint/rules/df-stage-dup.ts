import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStageDup: LintRule = {
  id: 'DF-STAGE-DUP',
  title: 'Two stages have the same name',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'The name means the last stage: what refers to the other one silently gets other files. The builder compares names without case.',
  fix: 'Give each stage a name of its own.',
  references: ['https://docs.docker.com/reference/build-checks/duplicate-stage-name/'],
  aliases: ['DL3024', 'DS-0012', 'CKV_DOCKER_11', 'DuplicateStageName'],
  check,
};

function* check({ dockerfile }: LintContext): Iterable<Hit> {
  const seen = new Set<string>();
  for (const { name, from } of dockerfile.stages) {
    if (name === null) continue;
    const word = from.words[2];
    if (seen.has(name) && word !== undefined) {
      const message = `Another stage is named "${plain(name, 100)}" too. Give this one another name.`;
      yield { kind: 'hit', instruction: from, range: word.range, message };
    }
    seen.add(name);
  }
}
