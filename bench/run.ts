/**
 * Measures the inventory of a large image, in turns with its floor, and prints a Markdown table.
 *
 *   npm run bench [-- <image folder> [runs]]      (default .cache/bench, 5 runs)
 *
 * Skips aloud what is not installed here: a daemon, a registry, trivy, syft, gzip.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { measure, median, type Run } from './measure.ts';
import { pushLayout } from '../test/support/push-layout.ts';
import { has, loadIntoDaemon, startRegistry } from './services.ts';

const folder = path.resolve(process.argv[2] ?? '.cache/bench');
const runs = Number(process.argv[3] ?? 5);
const cli = path.resolve(import.meta.dirname, '../dist/cli.cjs');
const floorFile = path.join(import.meta.dirname, 'floor.ts');

interface Case {
  readonly name: string;
  readonly command: readonly string[];
  readonly floor: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Exit statuses that mean the work was done. */
  readonly ok: readonly number[];
}

if (!existsSync(path.join(folder, 'image.tar'))) {
  execFileSync('node', [path.join(import.meta.dirname, 'make-image.ts'), folder], { stdio: 'inherit' });
}
const layout = path.join(folder, 'layout');
const archive = path.join(folder, 'image.tar');
const gzipFloor = ['node', floorFile, layout, 'both'];
const rawFloor = ['node', floorFile, archive];
const registry = await startRegistry();

const own = (...source: string[]): string[] => [
  'node',
  cli,
  'check',
  ...source,
  '--checks',
  'hardening',
  '--quiet',
];
const cases: Case[] = [
  { name: 'image-gate, OCI layout, gzip', command: own('--layout', layout), floor: gzipFloor, ok: [0, 1, 3] },
  { name: 'image-gate, docker archive', command: own('--archive', archive), floor: rawFloor, ok: [0, 1, 3] },
];
if (registry !== null) {
  await pushLayout(registry, { repository: 'bench', tag: '1' }, layout);
  const command = own('--image', `${registry.host}/bench:1`, '--from', 'registry');
  cases.push({ name: 'image-gate, local registry', command, floor: gzipFloor, ok: [0, 1, 3] });
}
if (await loadIntoDaemon(archive)) {
  const command = own('--image', 'image-gate/bench:latest', '--from', 'daemon');
  cases.push({ name: 'image-gate, daemon', command, floor: rawFloor, ok: [0, 1, 3] });
}
cases.push({
  name: 'image-gate --version',
  command: ['node', cli, '--version'],
  floor: ['node', '-e', '0'],
  ok: [0],
});
cases.push(...peers());

const NOTES = `The image has 8 layers; both digests of every layer are verified.
The floor inflates the same layers in two threads and hashes what the gate hashes: for gzip layers the blob and its content, for a docker archive the content.
Over the registry the bytes come through HTTP as well, and the client's buffers add to the memory.
Most of the daemon's row is its export ([why, and how to avoid it](../docs/github.md#images-that-the-docker-daemon-holds)).
Peers: trivy without its Java archives, for which it needs a database from the network; syft with its defaults, which read more kinds of packages than the gate does.
`;

const rows: string[] = [];
for (const entry of cases) rows.push(await row(entry));
await registry?.stop();

const table = [
  '| what | wall s (median) | range | peak MB | floor s | ratio to the floor |',
  '| --- | ---: | --- | ---: | ---: | ---: |',
  ...rows,
].join('\n');
const head = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${runs} runs each, in turns with the floor.`;
console.log(`\n${head}\n\n${table}`);
if (process.argv.includes('--write')) {
  writeFileSync(path.join(import.meta.dirname, 'results.md'), `# Results\n\n${head}\n\n${table}\n\n${NOTES}`);
}

async function row({ name, command, floor, env, ok }: Case): Promise<string> {
  const times: Run[] = [];
  const floors: Run[] = [];
  await measure(command, env);
  for (let i = 0; i < runs; i++) {
    floors.push(await measure(floor));
    times.push(await measure(command, env));
  }
  const bad = times.find((run) => run.status === null || !ok.includes(run.status));
  if (bad !== undefined) return `| ${name} | failed: exit ${String(bad.status)} | | | | |`;
  const seconds = times.map((run) => run.seconds);
  const [wall, base] = [median(seconds), median(floors.map((run) => run.seconds))];
  const range = `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`;
  const peak = Math.max(...times.map((run) => run.peakMb)).toFixed(0);
  const line = `| ${name} | ${wall.toFixed(2)} | ${range} | ${peak} | ${base.toFixed(2)} | ${(wall / base).toFixed(2)} |`;
  console.log(line);
  return line;
}

/** Other tools on the same image, without vulnerability data: what they need to read it. */
function peers(): Case[] {
  const found: Case[] = [];
  const add = (program: string, name: string, args: readonly string[], floor: readonly string[]): void => {
    if (has(program)) found.push({ name, command: [program, ...args], floor, ok: [0] });
    else console.log(`skipped: ${name} (${program} is not on the PATH)`);
  };
  const sbom = [
    'image',
    '--format',
    'cyclonedx',
    '--output',
    '/dev/null',
    '--quiet',
    '--offline-scan',
    '--cache-backend',
    'memory',
    // It reads Java archives only with a database from the network.
    '--skip-files',
    '**/*.jar',
  ];
  add('trivy', 'trivy, OCI layout, gzip', [...sbom, '--input', layout], gzipFloor);
  add('trivy', 'trivy, docker archive', [...sbom, '--input', archive], rawFloor);
  add('syft', 'syft, OCI layout, gzip', ['scan', '--quiet', `oci-dir:${layout}`], gzipFloor);
  add('syft', 'syft, docker archive', ['scan', '--quiet', `docker-archive:${archive}`], rawFloor);
  add(
    'gzip',
    'gzip -dc, one layer after another',
    ['-c', `for f in ${path.join(folder, 'tars')}/*.gz; do gzip -dc "$f"; done`],
    gzipFloor,
  );
  return found.map((entry) =>
    entry.command[0] === 'gzip' ? { ...entry, command: ['sh', ...entry.command.slice(1)] } : entry,
  );
}
