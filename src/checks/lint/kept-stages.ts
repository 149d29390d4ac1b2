import type { Instruction } from '../../dockerfile/dockerfile.ts';
import type { LintContext } from './rule.ts';

/** True when what the instruction writes may be in an image: in the target, or in a stage others start from. */
export function isKept({ dockerfile, chain }: LintContext, { stage }: Instruction): boolean {
  // Without a FROM there is one image, as far as there is any.
  if (stage === null) return true;
  if (chain.some(({ index }) => index === stage)) return true;
  return dockerfile.stages.some(({ base }) => base.kind === 'stage' && base.index === stage);
}
