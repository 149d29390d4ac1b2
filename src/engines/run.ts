import type { ChildProcess, ExecFileException } from 'node:child_process';
import { execFile } from 'node:child_process';
import { EngineError } from '../model/errors.ts';
import { plain } from '../util/escape.ts';
import { LIMITS } from '../util/limits.ts';
import { scrubEnv } from '../util/scrub-env.ts';

export interface Program {
  readonly program: string;
  /** Each one a word of its own: no shell sees them. */
  readonly args: readonly string[];
  /** What it reads from standard input. */
  readonly input?: string;
  /** Ours; the program gets it scrubbed. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end, whatever it ends with; null when it is not on the PATH.
 * @throws EngineError ENGINE_TIMEOUT, ENGINE_OUTPUT, ENGINE_FAILED (it could not be started, or a signal ended it)
 */
export async function runProgram({ program, args, input, env, signal }: Program): Promise<Answer | null> {
  signal.throwIfAborted();
  const { promise, resolve } = Promise.withResolvers<{ error: ExecFileException | null } & Answer>();
  const settings = {
    env: scrubEnv(env),
    signal,
    timeout: LIMITS.engineMs.value,
    killSignal: 'SIGKILL',
    maxBuffer: LIMITS.engineBytes.value,
    windowsHide: true,
  } as const;
  const child = execFile(program, [...args], settings, (error, stdout, stderr) => {
    resolve({ error, exitCode: exitCodeOf(child), stdout, stderr });
  });
  // A program that ends without reading closes the pipe; its exit status says the rest.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? '');
  const { error, ...answer } = await promise;
  signal.throwIfAborted();
  if (error === null || typeof error.code === 'number') return answer;
  if (error.code === 'ENOENT') return null;
  throw failure(program, error);
}

function exitCodeOf({ exitCode }: ChildProcess): number {
  return exitCode ?? -1;
}

function failure(program: string, error: ExecFileException): EngineError {
  const name = plain(program, 100);
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return new EngineError('ENGINE_OUTPUT', `${name} wrote more than ${LIMITS.engineBytes.value} bytes`);
  }
  if (error.killed === true) {
    return new EngineError('ENGINE_TIMEOUT', `${name} took more than ${LIMITS.engineMs.value / 1000} s`);
  }
  const why = error.code ?? error.signal ?? 'it could not be run';
  return new EngineError('ENGINE_FAILED', `${name} failed: ${plain(String(why), 100)}`, { cause: error });
}
