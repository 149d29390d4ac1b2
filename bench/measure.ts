import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One finished run of a command: wall seconds and the peak of its resident memory in MB (1e6 bytes). */
export interface Run {
  readonly seconds: number;
  readonly peakMb: number;
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs a command to its end. Memory is the kernel's own high-water mark, read while it runs. */
export async function measure(
  command: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Run> {
  const [file = '', ...args] = command;
  const started = performance.now();
  const child = spawn(file, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let peakMb = 0;
  const poll = setInterval(() => {
    peakMb = Math.max(peakMb, highWater(child.pid));
  }, 10);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-2000);
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('exit', (code) => resolve(code));
  });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(poll);
  return { seconds, peakMb, status, stderr };
}

function highWater(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return (Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
