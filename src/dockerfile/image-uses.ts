import type { TextRange } from '../model/finding.ts';
import type { Reference } from '../model/reference.ts';
import { parseReference } from '../model/reference.ts';
import type { Dockerfile, Instruction, Stage } from './dockerfile.ts';
import { fromSources } from './from-sources.ts';
import type { Resolver } from './resolve.ts';
import { newResolver } from './resolve.ts';
import { findStage, stagesNeeded, targetStage, withTrigger } from './stages.ts';

/** One place where a Dockerfile names an image: a FROM, `COPY --from=` or `RUN --mount=…,from=`. */
export interface ImageUse {
  /** As written. */
  readonly text: string;
  /** With ARGs filled in; null when some have no value. */
  readonly resolved: string | null;
  /** The ARGs without a value. */
  readonly unresolved: readonly string[];
  /** Null when it is not resolved, or is not a reference. */
  readonly reference: Reference | null;
  readonly range: TextRange;
  readonly instruction: Instruction;
  /** False when the target does not need it: the builder would not touch it. */
  readonly needed: boolean;
}

export interface BuildChoice {
  /** Name or index of the stage that is built; null is the last one. */
  readonly target: string | null;
  /** `--build-arg` values by name. */
  readonly buildArgs: ReadonlyMap<string, string>;
}

/**
 * Every image the Dockerfile names that is neither a stage nor `scratch`, in order. When there is no stage
 * of the target's name, all count as needed.
 */
export function imageUses(dockerfile: Dockerfile, { target, buildArgs }: BuildChoice): readonly ImageUse[] {
  const resolver = newResolver(dockerfile, buildArgs);
  const stage = targetStage(dockerfile, target);
  const needed = stage === null ? null : stagesNeeded(dockerfile, stage, resolver.bases);
  const uses: ImageUse[] = [];
  for (const current of dockerfile.stages) {
    const isNeeded = needed === null || needed.has(current.index);
    const base = baseUse(current, resolver, isNeeded);
    if (base !== null) uses.push(base);
    for (const instruction of current.instructions.flatMap(withTrigger)) {
      uses.push(...sourceUses(dockerfile, instruction, isNeeded));
    }
  }
  return uses;
}

function baseUse({ index, from, base }: Stage, resolver: Resolver, needed: boolean): ImageUse | null {
  const word = from.words[0];
  if (word === undefined || (resolver.bases[index] ?? base).kind !== 'image') return null;
  const { text: resolved, unresolved } = resolver.resolve(word.text, from);
  return {
    text: word.text,
    resolved,
    unresolved,
    reference: resolved === null ? null : parseReference(resolved),
    range: word.range,
    instruction: from,
    needed,
  };
}

const VARIABLE = /\$\{?(\w+)/gu;

function sourceUses(dockerfile: Dockerfile, instruction: Instruction, needed: boolean): ImageUse[] {
  const uses: ImageUse[] = [];
  for (const { name, range } of fromSources(instruction)) {
    if (name === 'scratch' || findStage(dockerfile, name) !== null) continue;
    const unresolved = [...name.matchAll(VARIABLE)].map((match) => match[1] ?? '');
    const resolved = name.includes('$') ? null : name;
    const reference = resolved === null ? null : parseReference(resolved);
    uses.push({ text: name, resolved, unresolved, reference, range, instruction, needed });
  }
  return uses;
}
