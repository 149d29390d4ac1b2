import type { Dockerfile, Instruction, Stage, StageBase } from './dockerfile.ts';
import { fromSources } from './from-sources.ts';
import { lowerCase } from './stage-base.ts';

const INDEX = /^\d{1,9}$/u;

/** The stage that is built: by name (without case) or index; the last one when `target` is null. */
export function targetStage(dockerfile: Dockerfile, target: string | null): Stage | null {
  if (target === null) return dockerfile.stages.at(-1) ?? null;
  return findStage(dockerfile, target);
}

/** The stage of that name, the last one when several have it, or of that index; null when there is none. */
export function findStage({ stages, stageNames }: Dockerfile, nameOrIndex: string): Stage | null {
  const name = lowerCase(nameOrIndex);
  const index = stageNames.get(name) ?? (INDEX.test(name) ? Number(name) : -1);
  return stages[index] ?? null;
}

/** The stage and the stages it starts from, itself first. */
export function stageChain(dockerfile: Dockerfile, stage: Stage, bases: readonly StageBase[]): Stage[] {
  const chain: Stage[] = [];
  for (let next: Stage | undefined = stage; next !== undefined;) {
    chain.push(next);
    const base: StageBase = bases[next.index] ?? next.base;
    // A stage can only start from an earlier one, so this ends.
    next = base.kind === 'stage' && base.index < next.index ? dockerfile.stages[base.index] : undefined;
  }
  return chain;
}

/** The stages the builder has to run for `stage`, by index: bases, `COPY --from`, `RUN --mount=…from=`. */
export function stagesNeeded(
  dockerfile: Dockerfile,
  stage: Stage,
  bases: readonly StageBase[],
): ReadonlySet<number> {
  const needed = new Set<number>();
  const waiting: Stage[] = [stage];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (needed.has(next.index)) continue;
    needed.add(next.index);
    const base = bases[next.index] ?? next.base;
    const parent = base.kind === 'stage' ? dockerfile.stages[base.index] : undefined;
    if (parent !== undefined) waiting.push(parent);
    for (const { name } of next.instructions.flatMap(withTrigger).flatMap(fromSources)) {
      const source = findStage(dockerfile, name);
      if (source !== null) waiting.push(source);
    }
  }
  return needed;
}

/** An instruction and, for ONBUILD, the one it sets for later. */
export function withTrigger(instruction: Instruction): Instruction[] {
  return instruction.trigger === null ? [instruction] : [instruction, instruction.trigger];
}
