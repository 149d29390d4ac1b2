import type { Dockerfile, Instruction, Stage, StageBase } from './dockerfile.ts';
import { isShell, programName } from './shell.ts';

/** Base images whose shell is `cmd`. */
const WINDOWS_BASE = /(?:^|\/)windows(?:\/|:|$)|nanoserver|servercore/iu;

/** `# hadolint shell=powershell`: what the base image's shell is, which the file cannot say otherwise. */
const SHELL_COMMENT = /^hadolint[ \t]+shell[ \t]*=[ \t]*(\S+)[ \t]*(?:#.*)?$/u;

/**
 * The program that runs an instruction's shell form: what the last SHELL, or `# hadolint shell=` comment, before
 * it says, in its stage or the stages that one starts from; a comment before the first FROM counts for all
 * stages. Else `cmd` for Windows (told by the escape directive or the base image) and `sh` for the rest.
 */
export function shellOf(
  dockerfile: Dockerfile,
  bases: readonly StageBase[],
): (instruction: Instruction) => string {
  const atEnd: (string | null)[] = [];
  const shells = new Map<Instruction, string>();
  const comments = shellComments(dockerfile);
  const first = dockerfile.stages[0]?.from.range.line ?? 0;
  const preset = comments.findLast(({ line }) => line < first)?.program ?? null;
  let next = 0;
  for (const stage of dockerfile.stages) {
    let current = inherited(stage, { bases, atEnd, escape: dockerfile.escape, preset });
    let above = stage.from.range.endLine;
    for (const instruction of stage.instructions) {
      const { line, endLine } = instruction.range;
      for (
        let comment = comments[next];
        comment !== undefined && comment.line < line;
        comment = comments[next]
      ) {
        if (comment.line > above) current = comment.program;
        next += 1;
      }
      above = endLine;
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

interface ShellComment {
  readonly line: number;
  readonly program: string;
}

function shellComments({ comments }: Dockerfile): ShellComment[] {
  return comments.flatMap(({ text, range }) => {
    const program = SHELL_COMMENT.exec(text)?.[1];
    return program === undefined ? [] : [{ line: range.line, program: programName(program) }];
  });
}

interface Inherited {
  readonly bases: readonly StageBase[];
  readonly atEnd: readonly (string | null)[];
  readonly escape: string;
  /** From the comment before the first FROM. */
  readonly preset: string | null;
}

function inherited(stage: Stage, { bases, atEnd, escape, preset }: Inherited): string | null {
  const base = bases[stage.index] ?? stage.base;
  if (base.kind === 'stage') return atEnd[base.index] ?? null;
  if (preset !== null) return preset;
  if (escape === '`') return 'cmd';
  return base.kind === 'image' && WINDOWS_BASE.test(base.text) ? 'cmd' : null;
}
