import type { Dockerfile, Instruction, Stage } from '../../../dockerfile/dockerfile.ts';
import { pairsOf } from '../../../dockerfile/pairs.ts';
import type { ShellWord } from '../../../dockerfile/shell.ts';
import type { LintContext } from '../rule.ts';
import type { Call } from './manager.ts';
import { isRpmFile } from './rpm.ts';

const VERSION = /-(?:\d+:)?\d|^\d+:.*-\d/u;
const VARIABLE = /-\$\{?(\w+)\}?/u;

/**
 * Tells whether a package of yum or dnf names a version: `curl-7.76.1`, `curl-${VERSION}` with a VERSION that
 * the file declares. Groups have none, and a module has its stream.
 */
export function rpmIsPinned(context: LintContext): (word: ShellWord, call: Call) => boolean {
  return (word, { verb, instruction }) => {
    const { value } = word;
    if (verb === 'groupinstall' || verb === 'group install' || verb === 'localinstall') return true;
    if (verb === 'module install') return value.includes(':');
    if (value.startsWith('@') || isRpmFile(word) || VERSION.test(value)) return true;
    const variable = VARIABLE.exec(value)?.[1];
    return variable !== undefined && declares(context, instruction, variable);
  };
}

/** True when the stage, or one it starts from, sets that ARG or ENV. */
function declares({ dockerfile }: LintContext, { stage }: Instruction, name: string): boolean {
  if (stage === null) return setsAny(withoutStage(dockerfile), name);
  for (let next: Stage | undefined = dockerfile.stages[stage]; next !== undefined;) {
    if (setsAny(next.instructions, name)) return true;
    const { base, index }: Stage = next;
    // A stage can only start from an earlier one, so this ends.
    next = base.kind === 'stage' && base.index < index ? dockerfile.stages[base.index] : undefined;
  }
  return false;
}

function setsAny(instructions: readonly Instruction[], name: string): boolean {
  const setters = instructions.filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV');
  return setters.flatMap(pairsOf).some((pair) => pair.name === name);
}

function withoutStage({ instructions }: Dockerfile): Instruction[] {
  return instructions.filter(({ stage }) => stage === null);
}
