import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import { findStage } from '../../dockerfile/stages.ts';

/**
 * The index of the stage that a `--from` means in that instruction: a name is the last stage of that name up to
 * there, or else a later one. Null when it is no stage.
 */
export function stageMeant(dockerfile: Dockerfile, { stage }: Instruction, name: string): number | null {
  const wanted = name.toLowerCase();
  const before = dockerfile.stages.findLast((item) => item.index <= (stage ?? -1) && item.name === wanted);
  return (before ?? findStage(dockerfile, name))?.index ?? null;
}
