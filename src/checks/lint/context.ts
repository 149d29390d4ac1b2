import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import { imageUses } from '../../dockerfile/image-uses.ts';
import { newResolver } from '../../dockerfile/resolve.ts';
import type { Script } from '../../dockerfile/script.ts';
import { scriptOf } from '../../dockerfile/script.ts';
import { shellOf } from '../../dockerfile/shell-kind.ts';
import { stageChain, targetStage, withTrigger } from '../../dockerfile/stages.ts';
import { InputError } from '../../model/errors.ts';
import type { BuildContextView } from './build-context/view.ts';
import type { LintOptions } from './options.ts';
import { DEFAULT_LINT_OPTIONS } from './options.ts';
import type { LintContext, PlacedCommand } from './rule.ts';

export interface LintChoice extends BuildChoice {
  /** By default `DEFAULT_LINT_OPTIONS`. */
  readonly options?: LintOptions;
  /** By default the time of the call. */
  readonly now?: Date;
  /** From `readBuildContext`; null, or left out, when the context is not known. */
  readonly buildContext?: BuildContextView | null;
}

/**
 * Works out what the rules look at.
 * @throws InputError TARGET_NOT_FOUND when the Dockerfile has no stage of the target's name
 */
export function newLintContext(dockerfile: Dockerfile, choice: LintChoice): LintContext {
  const target = targetStage(dockerfile, choice.target);
  if (choice.target !== null && target === null) throw targetNotFound(dockerfile, choice.target);
  const resolver = newResolver(dockerfile, choice.buildArgs);
  const shell = shellOf(dockerfile, resolver.bases);
  const instructions = dockerfile.instructions.flatMap(withTrigger);
  const scripts = new Map<Instruction, Script>();
  const commands: PlacedCommand[] = [];
  for (const instruction of instructions) {
    const script = scriptOf(instruction, shell(instruction));
    scripts.set(instruction, script);
    if (script.kind !== 'shell') continue;
    for (const command of script.commands) commands.push({ command, instruction });
  }
  return {
    dockerfile,
    target,
    chain: target === null ? [] : stageChain(dockerfile, target, resolver.bases),
    instructions,
    imageUses: imageUses(dockerfile, choice),
    commands,
    scripts,
    bases: resolver.bases,
    resolve: resolver.resolve,
    options: choice.options ?? DEFAULT_LINT_OPTIONS,
    now: choice.now ?? new Date(),
    buildContext: choice.buildContext ?? null,
  };
}

function targetNotFound({ path, stages }: Dockerfile, target: string): InputError {
  const names = stages.map(({ name }) => name).filter((name) => name !== null);
  const hint =
    names.length === 0 ? 'The file names no stage.' : `Its stages are: ${names.slice(0, 20).join(', ')}.`;
  return new InputError('TARGET_NOT_FOUND', `"${path}" has no stage "${target}"`, { hint });
}
