import type { Instruction } from '../../dockerfile/dockerfile.ts';
import type { ShellCommand } from '../../dockerfile/shell.ts';
import type { LintContext, PlacedCommand } from './rule.ts';

export interface RunScript {
  readonly instruction: Instruction;
  readonly commands: readonly ShellCommand[];
}

/** The commands of each RUN, also of one that ONBUILD sets for later; scripts in other languages are left out. */
export function* runScripts({ scripts }: LintContext): Iterable<RunScript> {
  for (const [instruction, script] of scripts) {
    if (instruction.keyword !== 'RUN' || script.kind !== 'shell') continue;
    yield { instruction, commands: script.commands };
  }
}

/** The commands of every RUN, in order. */
export function* runCommands(context: LintContext): Iterable<PlacedCommand> {
  for (const { instruction, commands } of runScripts(context)) {
    for (const command of commands) yield { command, instruction };
  }
}

/** The word that names the command, or the whole command when it has none. */
export function nameRange({ words, range }: ShellCommand): ShellCommand['range'] {
  return words[0]?.range ?? range;
}
