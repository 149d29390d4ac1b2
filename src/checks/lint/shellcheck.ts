import type { Dockerfile, Instruction } from '../../dockerfile/dockerfile.ts';
import type { BuildChoice } from '../../dockerfile/image-uses.ts';
import { pairsOf } from '../../dockerfile/pairs.ts';
import { newResolver } from '../../dockerfile/resolve.ts';
import { scriptText } from '../../dockerfile/script.ts';
import { shellOf } from '../../dockerfile/shell-kind.ts';
import type { SourceText } from '../../dockerfile/source-text.ts';
import { lineStarts, rangeIn, slice } from '../../dockerfile/source-text.ts';
import { withTrigger } from '../../dockerfile/stages.ts';
import type { Dialect, ShellCheckComment } from '../../engines/shellcheck/shellcheck.ts';
import { shellcheck } from '../../engines/shellcheck/shellcheck.ts';
import { plain } from '../../util/escape.ts';
import type { ForeignHit } from './foreign.ts';
import { SHELLCHECK_RULE } from './rules/df-sc.ts';

export interface EngineContext {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ['sh', 'sh'],
  ['bash', 'bash'],
  ['rbash', 'bash'],
  ['dash', 'dash'],
  ['ash', 'dash'],
  ['busybox', 'dash'],
  ['ksh', 'ksh'],
  ['ksh93', 'ksh'],
  ['mksh', 'ksh'],
]);
/** The builder sets these for every RUN. Source: docs.docker.com/reference/dockerfile, "Predefined ARGs". */
const PROXIES = ['http', 'https', 'ftp', 'no'].flatMap((name) => [
  `${name}_proxy`,
  `${name.toUpperCase()}_PROXY`,
]);
const AT_ONCE = 4;
const SHEBANG = /^#!.*(?:\n|$)/u;

interface Task {
  readonly instruction: Instruction;
  readonly source: SourceText;
  readonly dialect: Dialect;
}

/**
 * What ShellCheck says about the scripts of RUN (also in ONBUILD), at its words in the Dockerfile. Scripts in a
 * language that it does not know are left out. @throws EngineError ENGINE_*
 */
export async function shellcheckHits(
  dockerfile: Dockerfile,
  choice: BuildChoice,
  context: EngineContext,
): Promise<readonly ForeignHit[]> {
  const tasks = tasksOf(dockerfile, choice);
  const variables = variablesOf(dockerfile);
  const answers: (readonly ForeignHit[])[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < tasks.length) {
      const index = next;
      next += 1;
      const task = tasks[index];
      if (task === undefined) return;
      const comments = await shellcheck(task.source.text, { ...context, dialect: task.dialect, variables });
      answers[index] = comments.map((comment) => hitOf(task, comment));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, tasks.length) }, worker));
  return answers.flat();
}

function tasksOf(dockerfile: Dockerfile, { buildArgs }: BuildChoice): Task[] {
  const shell = shellOf(dockerfile, newResolver(dockerfile, buildArgs).bases);
  const tasks: Task[] = [];
  for (const instruction of dockerfile.instructions.flatMap(withTrigger)) {
    const text = instruction.keyword === 'RUN' ? scriptText(instruction, shell(instruction)) : null;
    const dialect = text === null ? undefined : DIALECTS.get(text.interpreter);
    if (text === null || dialect === undefined) continue;
    const source = slice(text.source, SHEBANG.exec(text.source.text)?.[0].length ?? 0);
    if (source.text.trim() !== '') tasks.push({ instruction, source, dialect });
  }
  return tasks;
}

/** Of all stages: one that another stage sets is no worse than one that the base image may set. */
function variablesOf(dockerfile: Dockerfile): readonly string[] {
  const setters = dockerfile.instructions
    .flatMap(withTrigger)
    .filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG');
  return [...new Set([...PROXIES, ...setters.flatMap((setter) => pairsOf(setter).map(({ name }) => name))])];
}

function hitOf({ instruction, source }: Task, comment: ShellCheckComment): ForeignHit {
  const code = `SC${String(comment.code)}`;
  const starts = lineStarts(source.text);
  const at = (line: number, column: number): number => (starts[line - 1] ?? source.text.length) + column - 1;
  const start = at(comment.line, comment.column);
  const end = Math.max(start, at(comment.endLine, comment.endColumn));
  const message = `${code}: ${plain(comment.message, 500)}`;
  return {
    rule: { ...SHELLCHECK_RULE, aliases: [code] },
    occurrence: {
      instruction,
      range: rangeIn(source, start, end),
      message,
      severity: comment.level === 'error' || comment.level === 'warning' ? 'low' : 'info',
      key: `${code} ${source.text.slice(start, end).slice(0, 200)}`,
    },
    engine: 'shellcheck',
    yields: false,
  };
}
