import type { Dockerfile, Stage } from '../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../dockerfile/image-uses.ts';
import { newResolver } from '../dockerfile/resolve.ts';
import { stageChain, targetStage } from '../dockerfile/stages.ts';

/**
 * The stages whose instructions are in the image, lowest first: the one that is built and those it starts
 * from. Empty when there is no Dockerfile or no stage of the target's name.
 */
export function builtStages(dockerfile: Dockerfile | null, choice: BuildChoice): readonly Stage[] {
  const stage = dockerfile === null ? null : targetStage(dockerfile, choice.target);
  if (dockerfile === null || stage === null) return [];
  return stageChain(dockerfile, stage, newResolver(dockerfile, choice.buildArgs).bases).toReversed();
}
