import { z } from 'zod';
import { EngineError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { runProgram } from '../run.ts';

/** The languages it knows. Source: shellcheck(1), `--shell`. */
export type Dialect = 'sh' | 'bash' | 'dash' | 'ksh';

/** One thing it says. Lines and columns count from 1, columns in UTF-16; the end is after the last character. */
export interface ShellCheckComment {
  /** `2086` of SC2086. */
  readonly code: number;
  readonly level: 'error' | 'warning' | 'info' | 'style';
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ShellCheckOptions {
  readonly dialect: Dialect;
  /** Variables that come from outside the script. */
  readonly variables: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Not for scripts of a Dockerfile: files that it cannot follow, and a dialect that it guesses. */
const EXCLUDED = 'SC1090,SC1091,SC2187';
const COMMENT = z.object({
  line: z.int().min(1),
  column: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
  level: z.enum(['error', 'warning', 'info', 'style']),
  code: z.int(),
  message: z.string(),
});
const ANSWER = z.object({ comments: z.array(COMMENT) });
const NAME = /^[A-Za-z_]\w*$/u;
const VERSION = /^version: (\S{1,40})$/mu;

/** Its version; null when it is not installed. @throws EngineError ENGINE_* */
export async function shellcheckVersion(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string | null> {
  const answer = await runProgram({ program: 'shellcheck', args: ['--version'], env, signal });
  return answer === null ? null : (VERSION.exec(answer.stdout)?.[1] ?? 'unknown');
}

/**
 * Asks ShellCheck about one script. Configuration files are not read: they are a part of what is examined.
 * Source: shellcheck(1), `--format=json1`: a tab is one column, columns count characters.
 * @throws EngineError ENGINE_*, ENGINE_ANSWER
 */
export async function shellcheck(
  script: string,
  { dialect, variables, env, signal }: ShellCheckOptions,
): Promise<readonly ShellCheckComment[]> {
  const names = variables.filter((name) => NAME.test(name));
  const head = names.length === 0 ? '' : `export ${names.map((name) => `${name}=1`).join(' ')}\n`;
  const args = ['--norc', '--format=json1', `--shell=${dialect}`, `--exclude=${EXCLUDED}`, '-'];
  const answer = await runProgram({ program: 'shellcheck', args, input: `${head}${script}`, env, signal });
  const comments = answer === null ? null : readAnswer(answer.stdout);
  if (comments === null) {
    throw new EngineError('ENGINE_ANSWER', `shellcheck gave no answer: ${plain(answer?.stderr ?? '', 200)}`, {
      hint: 'Check that shellcheck 0.7 or later is on the PATH, or set shellcheck to off.',
    });
  }
  const lines = script.split('\n');
  const before = head === '' ? 0 : 1;
  return comments.filter(({ line }) => line > before).map((comment) => placed(comment, lines, before));
}

function readAnswer(stdout: string): z.infer<typeof COMMENT>[] | null {
  try {
    return ANSWER.parse(JSON.parse(stdout)).comments;
  } catch {
    return null;
  }
}

function placed(
  comment: z.infer<typeof COMMENT>,
  lines: readonly string[],
  before: number,
): ShellCheckComment {
  const { code, level, message } = comment;
  const [line, endLine] = [comment.line - before, comment.endLine - before];
  const column = inUtf16(lines[line - 1] ?? '', comment.column);
  const endColumn = inUtf16(lines[endLine - 1] ?? '', comment.endColumn);
  return { code, level, message, line, column, endLine, endColumn };
}

function inUtf16(line: string, column: number): number {
  let at = 0;
  for (let left = column - 1; left > 0 && at < line.length; left -= 1) {
    at += (line.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1;
  }
  return at + 1;
}
