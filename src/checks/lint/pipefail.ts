import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';

const NAME_FOLLOWS = /^-[A-Za-z]*o$/u;
const JOINED = /^-[A-Za-z]*opipefail$/u;

/** True for arguments of a shell, or of `set`, that switch pipefail on. */
export function setsPipefail(args: readonly string[]): boolean {
  return args.some(
    (arg, index) => JOINED.test(arg) || (NAME_FOLLOWS.test(arg) && args[index + 1] === 'pipefail'),
  );
}

/**
 * The words of the SHELL that runs the shell form of each instruction, also that of the stages its stage
 * starts from; instructions without one run in the default shell and are not in the map.
 */
export function shellWords({
  instructions,
  stages,
}: Dockerfile): ReadonlyMap<Instruction, readonly string[]> {
  const words = new Map<Instruction, readonly string[]>();
  const atEnd = new Map<number, readonly string[]>();
  let current: readonly string[] | undefined;
  for (const instruction of instructions) {
    const { keyword, json, stage, trigger } = instruction;
    if (keyword === 'FROM') {
      const base = stages[stage ?? -1]?.base;
      current = base?.kind === 'stage' ? atEnd.get(base.index) : undefined;
    }
    if (keyword === 'SHELL' && json !== null) current = json;
    if (current === undefined) continue;
    words.set(instruction, current);
    if (trigger !== null) words.set(trigger, current);
    if (stage !== null) atEnd.set(stage, current);
  }
  return words;
}
