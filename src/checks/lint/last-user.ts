import type { Instruction, Stage } from '../../dockerfile/dockerfile.ts';
import { pairsOf } from '../../dockerfile/pairs.ts';

/** The USER that the image of these stages, newest first, ends with; null when none is set. */
export function lastUser(chain: readonly Stage[]): Instruction | null {
  for (const { instructions } of chain) {
    const user = instructions.findLast(({ keyword }) => keyword === 'USER');
    if (user !== undefined) return user;
  }
  return null;
}

/** True when the stages declare one of these names with ARG: then it is no variable of the base image. */
export function isDeclared(chain: readonly Stage[], names: readonly string[]): boolean {
  const args = chain.flatMap(({ instructions }) => instructions).filter(({ keyword }) => keyword === 'ARG');
  const declared = new Set(args.flatMap(pairsOf).map(({ name }) => name));
  return names.length === 0 || names.some((name) => declared.has(name));
}
