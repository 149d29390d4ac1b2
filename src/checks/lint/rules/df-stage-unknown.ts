import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import { fromSources } from '../../../dockerfile/from-sources.ts';
import { findStage } from '../../../dockerfile/stages.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfStageUnknown: LintRule = {
  id: 'DF-STAGE-UNKNOWN',
  title: 'Files are taken from a stage that is not there',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'A name that is no stage is taken as an image of Docker Hub: a typing error copies files from a stranger.',
  fix: 'Name an earlier stage; for an image write its registry or tag: `--from=docker.io/library/nginx:1.27`.',
  references: ['CWE-829'],
  aliases: ['DL3022', 'DL3023', 'DS-0006'],
  check,
};

const INDEX = /^\d+$/u;
const SAYS_IMAGE = /[/:@]/u;

function* check(context: LintContext): Iterable<Hit> {
  for (const instruction of context.instructions) {
    for (const { name, range } of fromSources(instruction)) {
      const problem = sourceProblem(context, instruction, name);
      if (problem === null) continue;
      const message = `"${plain(name, 100)}" ${problem}`;
      yield { kind: 'hit', instruction, range, message };
    }
  }
}

function sourceProblem({ dockerfile }: LintContext, { stage }: Instruction, name: string): string | null {
  const source = findStage(dockerfile, name);
  if (source === null) {
    if (INDEX.test(name)) return 'is not the index of a stage.';
    if (SAYS_IMAGE.test(name) || name.includes('$') || name === 'scratch') return null;
    return 'is no stage of this file, so the builder takes it as an image. Name a stage, or write the tag of the image.';
  }
  if (stage === null || source.index < stage) return null;
  return source.index === stage ? 'is the stage itself.' : 'is a later stage: name an earlier one.';
}
