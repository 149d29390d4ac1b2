import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import { fromSources } from '../../../dockerfile/from-sources.ts';
import { plain } from '../../../util/escape.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';
import { stageMeant } from '../stage-meant.ts';

export const dfStageUnknown: LintRule = {
  id: 'DF-STAGE-UNKNOWN',
  title: 'Files are taken from a stage that is not there',
  severity: 'medium',
  category: 'lint',
  profile: 'recommended',
  why: 'A name that is no stage is taken as an image of Docker Hub: a typing error copies files from a stranger.',
  fix: 'Name an earlier stage; for an image write its registry or tag: `--from=docker.io/library/nginx:1.27`.',
  references: ['CWE-829'],
  aliases: ['DL3022'],
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

function sourceProblem({ dockerfile }: LintContext, instruction: Instruction, name: string): string | null {
  const source = stageMeant(dockerfile, instruction, name);
  if (source !== null) {
    return instruction.stage === null || source <= instruction.stage
      ? null
      : 'is a later stage: name an earlier one.';
  }
  if (INDEX.test(name)) return 'is not the index of a stage.';
  if (name.includes('$'))
    return 'holds a variable, which the builder does not fill in here. Give the image a stage of its own.';
  // A mount of the empty image is an empty folder.
  if (name === 'scratch')
    return instruction.keyword === 'RUN' ? null : 'is empty: nothing can be taken from it.';
  if (SAYS_IMAGE.test(name)) return null;
  return 'is no stage of this file, so the builder takes it as an image. Name a stage, or write the tag of the image.';
}
