import type { Dockerfile } from '../../../dockerfile/dockerfile.ts';
import { imageUses, type BuildChoice } from '../../../dockerfile/image-uses.ts';
import { builtStages } from '../../built-stages.ts';

/** The image that the built stage starts from in the end, with its ARGs filled in; null when it cannot be told. */
export function baseName(dockerfile: Dockerfile | null, choice: BuildChoice): string | null {
  const from = builtStages(dockerfile, choice)[0]?.from;
  if (dockerfile === null || from === undefined) return null;
  const use = imageUses(dockerfile, choice).find(({ instruction }) => instruction === from);
  return use?.resolved ?? null;
}
