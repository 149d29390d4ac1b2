/**
 * Times the Dockerfile check, and compares it with hadolint on the same files in one run.
 *
 *   node bench/lint.ts [folder of Dockerfiles]
 *
 * Without a folder only generated files are timed. hadolint is taken from HADOLINT or the PATH; what is not
 * there is skipped aloud.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { checkLint } from '../src/checks/lint/check.ts';
import { LINT_RULES } from '../src/checks/lint/rules/index.ts';
import { parseDockerfile } from '../src/dockerfile/parse.ts';
import { DEFAULT_LINT_OPTIONS } from '../src/model/lint.ts';

const OPTIONS = { ...DEFAULT_LINT_OPTIONS, profile: 'all' } as const;
const HADOLINT = process.env['HADOLINT'] ?? 'hadolint';
const ANSWER = z.array(z.object({ file: z.string(), code: z.string() }));

const CLI = path.resolve(import.meta.dirname, '../dist/cli.cjs');

function main(): void {
  // A process that lints many files has its code compiled: the first file alone takes about twice as long.
  for (let i = 0; i < 5; i++) lint(generated(500));
  console.log('| what | ms |\n| --- | ---: |');
  for (const lines of [500, 1000, 5000, 10_000]) {
    const text = generated(lines);
    console.log(`| one file of ${String(lines)} lines | ${timed(() => lint(text)).toFixed(0)} |`);
  }
  const many = Array.from({ length: 500 }, () => generated(20));
  console.log(`| 500 files of 20 lines | ${timed(() => many.map(lint)).toFixed(0)} |`);
  console.log(`| \`--version\` | ${timed(() => version()).toFixed(0)} |`);
  const folder = process.argv[2];
  if (folder === undefined) return console.log('\nskipped: no folder of Dockerfiles is named');
  compare(filesIn(path.resolve(folder)));
}

function version(): void {
  execFileSync(process.execPath, [CLI, '--version']);
}

/** Codes of hadolint that our findings stand for. */
function lint(text: string): string[] {
  const dockerfile = parseDockerfile(text, 'Dockerfile');
  const { findings } = checkLint({ dockerfile, target: null, buildArgs: new Map(), options: OPTIONS });
  return findings
    .filter(({ suppressed }) => suppressed === null)
    .flatMap(({ aliases }) => aliases.filter((code) => code.startsWith('DL')));
}

function compare(files: readonly string[]): void {
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  const ours: Set<string>[] = [];
  const ownMs = timed(() => ours.push(...texts.map((text) => new Set(lint(text)))));
  console.log(`| image-gate, ${String(files.length)} files | ${ownMs.toFixed(0)} |`);
  const theirs = new Map(files.map((file) => [file, new Set<string>()]));
  const started = performance.now();
  const args = ['--no-fail', '-f', 'json', ...files];
  const answer = spawnSync(HADOLINT, args, { encoding: 'utf8', maxBuffer: 1e9, cwd: '/' });
  if (answer.error !== undefined) return console.log('\nskipped: hadolint (set HADOLINT to the program)');
  console.log(`| hadolint, ${String(files.length)} files | ${(performance.now() - started).toFixed(0)} |`);
  for (const { file, code } of ANSWER.parse(JSON.parse(answer.stdout))) theirs.get(file)?.add(code);
  differences(files, ours, theirs);
}

function differences(
  files: readonly string[],
  ours: readonly Set<string>[],
  theirs: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  const parsed = files.map((file) => theirs.get(file)?.has('DL1000') !== true);
  const codes = [...new Set(LINT_RULES.flatMap(({ aliases }) => aliases))].filter((code) =>
    /^DL\d/u.test(code),
  );
  console.log(
    '\nFiles per code; those that hadolint cannot parse are left out. docs/lint-differences.md says why.\n',
  );
  console.log(
    '| code | both | only image-gate | only hadolint | an example |\n| --- | ---: | ---: | ---: | --- |',
  );
  for (const code of codes.toSorted()) {
    const [both, own, other]: [string[], string[], string[]] = [[], [], []];
    for (const [index, file] of files.entries()) {
      if (parsed[index] !== true) continue;
      const [here, there] = [ours[index]?.has(code) === true, theirs.get(file)?.has(code) === true];
      if (here && there) both.push(file);
      else if (here) own.push(file);
      else if (there) other.push(file);
    }
    if (own.length + other.length === 0) continue;
    const example = path.basename(own[0] ?? other[0] ?? '');
    console.log(`| ${code} | ${[both, own, other].map((list) => list.length).join(' | ')} | ${example} |`);
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .toSorted();
}

function generated(lines: number): string {
  const body = [
    'RUN apt-get update && apt-get install -y curl=1 && rm -rf /var/lib/apt/lists/*',
    'ENV A=1 B=$C',
    'COPY --chown=1:1 a b /c/',
    'RUN curl -fsSL https://example.com/x | tar xz -C /opt',
  ];
  const rest = Array.from({ length: lines - 1 }, (_, at) => body[at % body.length] ?? '');
  return ['FROM debian:12', ...rest, ''].join('\n');
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

main();
