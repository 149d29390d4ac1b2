import type { TextRange } from '../model/finding.ts';
import type { Heredoc, Instruction } from './dockerfile.ts';
import { heredocStart } from './heredoc.ts';
import { jsonStringText } from './json-form.ts';
import type { ShellCommand, ShellScript, ShellWord } from './shell.ts';
import { EMPTY_SCRIPT, isShell, programName } from './shell.ts';
import { isParsed } from './shell-kind.ts';
import { parseShell } from './shell-parse.ts';
import { innerScript } from './shell-word.ts';
import { wrappedCommands } from './shell-wrappers.ts';
import type { SourceText } from './source-text.ts';
import { concat, offsetOf, slice, textAt } from './source-text.ts';
import { isSpace, skipSpace } from './whitespace.ts';

/** `other`: a script in a language that is not parsed, and what runs it. */
export type Script =
  | ({ readonly kind: 'shell' } & ShellScript)
  | { readonly kind: 'other'; readonly interpreter: string; readonly range: TextRange };

const RUNS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const NONE: Script = { kind: 'shell', ...EMPTY_SCRIPT };
const SHEBANG = /^#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/u;

/**
 * What RUN, CMD, ENTRYPOINT or HEALTHCHECK CMD runs, as commands. `shell` is the program that runs the shell
 * form (`shellOf`). Other instructions run nothing.
 */
export function scriptOf(instruction: Instruction, shell: string): Script {
  if (!RUNS.has(instruction.keyword)) return NONE;
  if (instruction.json !== null) return { kind: 'shell', ...execForm(instruction) };
  const text = scriptText(instruction, shell);
  if (text === null) return NONE;
  const { interpreter, source, range } = text;
  return isParsed(interpreter)
    ? { kind: 'shell', ...parseShell(source) }
    : { kind: 'other', interpreter, range };
}

/** A script as it is written, and the program that reads it. */
export interface ScriptText {
  readonly interpreter: string;
  readonly source: SourceText;
  readonly range: TextRange;
}

/** The script of an instruction's shell form; null when it has none. A heredoc keeps its `#!` line. */
export function scriptText(instruction: Instruction, shell: string): ScriptText | null {
  const { keyword, json, heredocs, argument, range } = instruction;
  if (!RUNS.has(keyword) || json !== null) return null;
  const command = keyword === 'HEALTHCHECK' ? healthCommand(argument) : argument;
  if (command.text === '') return null;
  const heredoc = heredocs.length === 1 && heredocStart(command.text) !== null ? heredocs[0] : undefined;
  if (heredoc === undefined) return { interpreter: shell, source: withHeredocs(command, heredocs), range };
  const shebang = SHEBANG.exec(heredoc.body.text);
  if (shebang === null) return { interpreter: shell, source: heredoc.body, range };
  return { interpreter: shebangProgram(shebang), source: heredoc.body, range: heredoc.range };
}

function shebangProgram([, program = '', argument]: RegExpExecArray): string {
  const name = programName(program);
  return name === 'env' ? programName(argument ?? '') : name;
}

/** The shell gets the command and its heredocs, as they stand in the file. */
function withHeredocs(command: SourceText, heredocs: readonly Heredoc[]): SourceText {
  if (heredocs.length === 0) return command;
  const { lines } = command;
  const parts = [command];
  for (const { name, body, end } of heredocs) {
    const start = offsetOf(body, 0);
    parts.push(textAt('\n', Math.max(0, start - 1), lines), body);
    parts.push(textAt(name, Math.max(0, end - name.length), lines));
  }
  return concat(parts);
}

function execForm({ words, range }: Instruction): ShellScript {
  const items: ShellWord[] = words.map(({ text, value, range, source }) => ({
    text,
    value,
    literal: true,
    range,
    source,
  }));
  const first = items[0];
  if (first === undefined) return EMPTY_SCRIPT;
  const command: ShellCommand = {
    name: programName(first.value),
    args: items.slice(1),
    words: items,
    assignments: [],
    writes: [],
    range,
    substitutions: [],
    wrapper: null,
  };
  const commands = [command, ...wrappedCommands(command)];
  const last = commands.at(-1);
  if (last === undefined || !isShell(last.name)) return { ...EMPTY_SCRIPT, commands };
  const decoded = {
    ...last,
    args: last.args.map((word) => ({ ...word, source: jsonStringText(word.source) })),
  };
  const script = innerScript(decoded, (source) => source);
  if (script === null) return { ...EMPTY_SCRIPT, commands };
  const inner = parseShell(script);
  return { ...inner, commands: [...commands, ...inner.commands] };
}

function healthCommand(argument: SourceText): SourceText {
  let at = 0;
  while (at < argument.text.length && !isSpace(argument.text[at])) at += 1;
  return argument.text.slice(0, at).toUpperCase() === 'CMD'
    ? slice(argument, skipSpace(argument.text, at))
    : slice(argument, 0, 0);
}
