import { spawn } from 'node:child_process';
import path from 'node:path';

/** The front doors, run from the source. */
export const CLI_DOOR = path.resolve(import.meta.dirname, 'door-cli.ts');
export const ACTION_DOOR = path.resolve(import.meta.dirname, 'door-action.ts');

export interface NodeRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface NodeRunOptions {
  readonly argv?: readonly string[];
  /** The whole environment, but for PATH. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Runs a script in a Node of its own and gives what it wrote and its exit status. */
export async function runNode(script: string, options: NodeRunOptions = {}): Promise<NodeRun> {
  const child = spawn(process.execPath, [script, ...(options.argv ?? [])], {
    cwd: options.cwd ?? process.cwd(),
    env: { PATH: process.env['PATH'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}
