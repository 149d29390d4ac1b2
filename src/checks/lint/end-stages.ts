import type { Stage } from '../../dockerfile/dockerfile.ts';
import { fromSources } from '../../dockerfile/from-sources.ts';
import { stageChain, withTrigger } from '../../dockerfile/stages.ts';
import { stageMeant } from './stage-meant.ts';
import type { LintContext } from './rule.ts';

/**
 * The stages that may become an image and for which `has` holds neither themselves nor in a stage they start
 * from. A stage that another one starts from or takes files from is a step on the way, except for the target.
 */
export function endStagesWithout(context: LintContext, has: (stage: Stage) => boolean): Stage[] {
  const { dockerfile, bases, target } = context;
  const used = usedStages(context);
  return dockerfile.stages.filter((stage) => {
    if (used.has(stage.index) && stage !== target) return false;
    return !stageChain(dockerfile, stage, bases).some(has);
  });
}

function usedStages({ dockerfile, bases }: LintContext): ReadonlySet<number> {
  const used = new Set<number>();
  for (const { index, base, instructions } of dockerfile.stages) {
    const from = bases[index] ?? base;
    if (from.kind === 'stage') used.add(from.index);
    for (const instruction of instructions.flatMap(withTrigger)) {
      for (const { name } of fromSources(instruction)) {
        const source = stageMeant(dockerfile, instruction, name);
        if (source !== null && source !== index) used.add(source);
      }
    }
  }
  return used;
}
