import type { TextRange } from '../model/finding.ts';
import type { SourceText } from './source-text.ts';

/** One word of a command line. */
export interface ShellWord {
  /** As written. */
  readonly text: string;
  /** Without quotes and escapes; variables and substitutions stay as written. */
  readonly value: string;
  /** True when no variable or substitution is in it: `value` is what the command gets, globs aside. */
  readonly literal: boolean;
  readonly range: TextRange;
  readonly source: SourceText;
}

export interface ShellAssignment {
  readonly name: string;
  readonly value: string;
  readonly range: TextRange;
}

/** One simple command, wherever in the script it stands. */
export interface ShellCommand {
  /** The first word without folders (`/usr/bin/curl` is `curl`); null when it is not literal or missing. */
  readonly name: string | null;
  /** The words after the first. */
  readonly args: readonly ShellWord[];
  /** All words, the first one included. */
  readonly words: readonly ShellWord[];
  /** `NAME=value` in front of the command. */
  readonly assignments: readonly ShellAssignment[];
  /** Files that its output is written to. */
  readonly writes: readonly ShellWord[];
  readonly range: TextRange;
  /** Commands whose output is one of its words: `$(…)`, backticks, `<(…)`. */
  readonly substitutions: readonly ShellCommand[];
  /** What runs it: the `sudo` of `sudo rm`. Null when the shell does. */
  readonly wrapper: string | null;
}

/** `a | b`: the commands of each side, in order. */
export type ShellPipeline = readonly (readonly ShellCommand[])[];

/** A script in a Bourne shell's language. */
export interface ShellScript {
  /** In order, also those in loops, functions, substitutions, wrappers and inner scripts. */
  readonly commands: readonly ShellCommand[];
  readonly pipelines: readonly ShellPipeline[];
  /** What could not be parsed. */
  readonly problems: readonly ShellProblem[];
}

export interface ShellProblem {
  readonly message: string;
  readonly range: TextRange;
}

export const EMPTY_SCRIPT: ShellScript = { commands: [], pipelines: [], problems: [] };

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'ksh93', 'mksh', 'pdksh', 'zsh', 'rbash']);

/** True for programs that read the Bourne shell's language. */
export function isShell(name: string | null): boolean {
  return name !== null && SHELLS.has(name);
}

/** `/usr/bin/Bash.exe` → `bash`. */
export function programName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.toLowerCase().endsWith('.exe') ? name.slice(0, -4).toLowerCase() : name;
}
