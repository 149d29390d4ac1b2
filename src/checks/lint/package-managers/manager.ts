import type { Instruction } from '../../../dockerfile/dockerfile.ts';
import type { ShellCommand, ShellWord } from '../../../dockerfile/shell.ts';
import type { CommandLine, OptionSyntax } from '../command-line.ts';
import { readCommandLine } from '../command-line.ts';
import type { LintContext } from '../rule.ts';
import { runScripts } from '../run-scripts.ts';

/** A package manager: its names, its words, and how it reads its options. */
export interface PackageManager {
  readonly programs: ReadonlySet<string>;
  /** Sub-commands that install packages; two words with one space between: `group install`. */
  readonly installs: readonly string[];
  readonly syntax: OptionSyntax;
}

/** A sub-command of a package manager. */
export interface Call extends CommandLine {
  readonly command: ShellCommand;
  readonly instruction: Instruction;
  /** The commands of the same RUN that come after it. */
  readonly later: readonly ShellCommand[];
  /** The sub-command as listed: `install`, `group install`. */
  readonly verb: string;
  /** Its last word. */
  readonly verbWord: ShellWord;
  /** The operands after the sub-command. */
  readonly packages: readonly ShellWord[];
}

/** The calls of these sub-commands in every RUN. */
export function* callsOf(
  context: LintContext,
  manager: PackageManager,
  verbs: readonly string[],
): Iterable<Call> {
  for (const { instruction, commands } of runScripts(context)) {
    for (const [index, command] of commands.entries()) {
      const call = callOf(command, manager, verbs);
      if (call !== null) yield { ...call, instruction, later: commands.slice(index + 1) };
    }
  }
}

/** Every installation of packages by that manager in every RUN. */
export function installsOf(context: LintContext, manager: PackageManager): Iterable<Call> {
  return callsOf(context, manager, manager.installs);
}

/** A command as a call of one of these sub-commands; null when it is none. */
export function callOf(
  command: ShellCommand,
  { programs, syntax }: PackageManager,
  verbs: readonly string[],
): Omit<Call, 'instruction' | 'later'> | null {
  if (command.name === null || !programs.has(command.name)) return null;
  const line = readCommandLine(command.args, syntax);
  const [first, second] = line.operands;
  if (first === undefined) return null;
  if (second !== undefined && verbs.includes(`${first.value} ${second.value}`))
    return {
      ...line,
      command,
      verb: `${first.value} ${second.value}`,
      verbWord: second,
      packages: line.operands.slice(2),
    };
  if (!verbs.includes(first.value)) return null;
  return { ...line, command, verb: first.value, verbWord: first, packages: line.operands.slice(1) };
}
