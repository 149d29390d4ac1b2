import type { Dockerfile, Instruction, Stage, StageBase } from './dockerfile.ts';
import { isShell, programName } from './shell.ts';

/** Base images whose shell is `cmd`. */
const WINDOWS_BASE = /(?:^|\/)windows(?:\/|:|$)|nanoserver|servercore/iu;

/**
 * The program that runs an instruction's shell form: what the last SHELL before it says, in its stage or the
 * stages that one starts from; else `cmd` for Windows (told by the escape directive or the base image) and
 * `sh` for the rest.
 */
export function shellOf(
  dockerfile: Dockerfile,
  bases: readonly StageBase[],
): (instruction: Instruction) => string {
  const atEnd: (string | null)[] = [];
  const shells = new Map<Instruction, string>();
  for (const stage of dockerfile.stages) {
    let current = inherited(stage, { bases, atEnd, escape: dockerfile.escape });
    for (const instruction of stage.instructions) {
      current = shellSet(instruction) ?? current;
      if (current === null) continue;
      shells.set(instruction, current);
      if (instruction.trigger !== null) shells.set(instruction.trigger, current);
    }
    atEnd.push(current);
  }
  return (instruction) => shells.get(instruction) ?? 'sh';
}

/** True when the shell form is a script that we can parse. */
export function isParsed(shell: string): boolean {
  return isShell(shell) || shell === 'busybox';
}

function shellSet({ keyword, json }: Instruction): string | null {
  const [first, second] = keyword === 'SHELL' ? (json ?? []) : [];
  if (first === undefined) return null;
  const program = programName(first);
  return program === 'env' && second !== undefined ? programName(second) : program;
}

interface Inherited {
  readonly bases: readonly StageBase[];
  readonly atEnd: readonly (string | null)[];
  readonly escape: string;
}

function inherited(stage: Stage, { bases, atEnd, escape }: Inherited): string | null {
  const base = bases[stage.index] ?? stage.base;
  if (base.kind === 'stage') return atEnd[base.index] ?? null;
  if (escape === '`') return 'cmd';
  return base.kind === 'image' && WINDOWS_BASE.test(base.text) ? 'cmd' : null;
}
