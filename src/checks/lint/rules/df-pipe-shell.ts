import type { ShellCommand } from '../../../dockerfile/shell.ts';
import { isShell } from '../../../dockerfile/shell.ts';
import type { TextRange } from '../../../model/finding.ts';
import { isDownload } from '../download.ts';
import type { Hit, LintContext, LintRule } from '../rule.ts';

export const dfPipeShell: LintRule = {
  id: 'DF-PIPE-SHELL',
  title: 'A download is run without being checked',
  severity: 'medium',
  category: 'lint',
  profile: 'security',
  why: 'What the server sends is run as it comes: whoever controls the server or a mirror controls the image, and a broken download runs half a script.',
  fix: 'Download to a file, check its checksum or signature, then run it. Better: install from a package.',
  references: ['CIS 4.11', 'CWE-494'],
  aliases: [],
  check,
};

const INTERPRETERS = /^(?:python[\d.]*|perl|ruby|node|php)$/u;
const RUNS_TEXT = new Set(['eval', 'source', '.']);

function* check({ scripts, commands }: LintContext): Iterable<Hit> {
  for (const [instruction, script] of scripts) {
    if (script.kind !== 'shell') continue;
    for (const sides of script.pipelines) {
      const range = pipedRange(sides);
      if (range !== null) yield { kind: 'hit', instruction, range, message: MESSAGE };
    }
  }
  for (const { command, instruction } of commands) {
    const runs = isShell(command.name) || (command.name !== null && RUNS_TEXT.has(command.name));
    if (!runs || !command.substitutions.some(isDownload)) continue;
    yield { kind: 'hit', instruction, range: command.range, message: MESSAGE };
  }
}

const MESSAGE = 'A download goes straight into an interpreter. Save it, check its checksum, then run it.';

/** From the download to the interpreter after it. */
function pipedRange(sides: readonly (readonly ShellCommand[])[]): TextRange | null {
  let download: ShellCommand | undefined;
  for (const side of sides) {
    const interpreter = download === undefined ? undefined : side.find(readsProgram);
    if (download !== undefined && interpreter !== undefined) {
      const { line, column } = download.range;
      return { ...interpreter.range, line, column };
    }
    download ??= side.find(isDownload);
  }
  return null;
}

/** True when the command takes its program from its input: it names no script and no `-c`. */
function readsProgram({ name, args }: ShellCommand): boolean {
  if (name === null || !(isShell(name) || INTERPRETERS.test(name))) return false;
  for (const { value } of args) {
    if (value === '-' || value === '-s' || value === '/dev/stdin' || value === '--') return true;
    if (/^-[A-Za-z]*[ceEmr]$/u.test(value) && !/^-[A-Za-z]*e[A-Za-z]*$/u.test(value)) return false;
    if (!value.startsWith('-') && !value.startsWith('+')) return false;
  }
  return true;
}
