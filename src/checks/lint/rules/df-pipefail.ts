import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { ShellCommand, ShellPipeline } from '../../../dockerfile/shell.ts';
import { isShell, programName } from '../../../dockerfile/shell.ts';
import type { TextRange } from '../../../model/finding.ts';
import { setsPipefail, shellWords } from '../pipefail.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPipefail: LintRule = {
  id: 'DF-PIPEFAIL',
  title: 'A pipe hides the failure of its first commands',
  severity: 'low',
  category: 'lint',
  profile: 'recommended',
  why: 'Without pipefail only the last command of a pipe counts: when a download on the left fails, the build goes on.',
  fix: 'Write `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` before it, or begin the script with `set -o pipefail`.',
  references: ['CWE-754'],
  aliases: ['DL4006'],
  check,
};

function* check({ dockerfile, scripts }: LintContext): Iterable<Hit> {
  const shells = shellWords(dockerfile);
  for (const [instruction, script] of scripts) {
    if (instruction.keyword !== 'RUN' || script.kind !== 'shell') continue;
    const { commands, pipelines } = script;
    const setters = commands.filter(({ name, args }) => name === 'set' && setsPipefail(args.map(valueOf)));
    const runners = commands.filter(({ name }) => isShell(name));
    for (const pipeline of pipelines) {
      const range = spanOf(pipeline);
      if (range === null || setters.some((setter) => starts(setter.range, range))) continue;
      const runner = runners.findLast((command) => runs(command, instruction, range));
      const own = runner === undefined ? scriptShell(instruction, shells) : null;
      if (setsPipefail(own ?? runner?.args.map(valueOf) ?? []) || (own !== null && isOther(own))) continue;
      const message = 'A failure on the left of this pipe goes unseen. Set pipefail with SHELL.';
      yield { kind: 'hit', instruction, range, message };
    }
  }
}

/** True when the place is in the words of that command, or in the heredoc that it reads. */
function runs({ range: command }: ShellCommand, { heredocs }: Instruction, place: TextRange): boolean {
  return (
    holds(command, place) ||
    heredocs.some((heredoc) => starts(command, heredoc.range) && holds(heredoc.range, place))
  );
}

const SHEBANG = /^#!(.*)/u;

/** The words that start the script: of its shebang, or of SHELL. */
function scriptShell(
  instruction: Instruction,
  shells: ReadonlyMap<Instruction, readonly string[]>,
): readonly string[] {
  const shebang = SHEBANG.exec(instruction.heredocs[0]?.body.text ?? '')?.[1];
  return shebang?.trim().split(/\s+/u) ?? shells.get(instruction) ?? [];
}

/** From the first command to the last; null for `! a`, which is no pipe. */
function spanOf(pipeline: ShellPipeline): TextRange | null {
  if (pipeline.length < 2) return null;
  const commands = pipeline.flat();
  const [first] = commands;
  const last = commands.at(-1);
  if (first === undefined || last === undefined) return null;
  const { line, column } = first.range;
  return { ...last.range, line, column };
}

/** True for the words of a SHELL that is no Bourne shell. */
function isOther([program, second]: readonly string[]): boolean {
  if (program === undefined || program.startsWith('-')) return false;
  const name = programName(program);
  return !isShell(name === 'env' ? programName(second ?? '') : name) && name !== 'busybox';
}

function starts(setter: TextRange, { line, column }: TextRange): boolean {
  return setter.line < line || (setter.line === line && setter.column < column);
}

function holds(outer: TextRange, inner: TextRange): boolean {
  const ends =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return !starts(inner, outer) && ends;
}

function valueOf({ value }: ShellCommand['words'][number]): string {
  return value;
}
