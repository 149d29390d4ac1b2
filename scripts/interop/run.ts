import { spawn } from 'node:child_process';

/** Runs a program to its end; throws with what it said when it fails. */
export async function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  // Not `spawnSync`: what the program talks to may run in this process.
  const child = spawn(program, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const text = Buffer.concat(said).toString('utf8');
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}\n${text}`);
  return text;
}
