/**
 * Builds a bundle from real exports and looks packages up in it: time, memory, size, and agreement with the exports.
 * Usage: node bench/bundle.ts [folder of OSV exports] [image archive]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { folderExports } from '../src/checks/vulnerabilities/advisories/bundle/exports-folder.ts';
import { openBundle } from '../src/checks/vulnerabilities/advisories/bundle/source.ts';
import { openOsvFolder } from '../src/checks/vulnerabilities/advisories/osv-folder.ts';
import type { OsvRecord } from '../src/checks/vulnerabilities/advisories/osv-record.ts';
import { parseRecord } from '../src/checks/vulnerabilities/advisories/osv-record.ts';
import type { AdvisorySource, PackageQuery } from '../src/checks/vulnerabilities/advisories/source.ts';
import { parentEcosystem } from '../src/checks/vulnerabilities/advisories/source.ts';
import { judge } from '../src/checks/vulnerabilities/matching/judge.ts';
import { SCHEMES } from '../src/checks/vulnerabilities/versions/index.ts';
import { SILENT } from '../src/util/log.ts';

const DATA = resolve(import.meta.dirname, '../../shared/data');
const ALPINE = [
  'openssl',
  'busybox',
  'musl',
  'zlib',
  'apk-tools',
  'alpine-baselayout',
  'libc-dev',
  'ca-certificates',
];
const { signal } = new AbortController();

await main();

async function main(): Promise<void> {
  const folder = resolve(process.argv[2] ?? join(DATA, 'osv'));
  const archive = resolve(process.argv[3] ?? join(DATA, 'images/alpine-3.10.2.docker-archive.tar.gz'));
  if (!existsSync(folder)) {
    console.log(`${folder} is not there: nothing to measure`);
    return;
  }
  const temp = mkdtempSync(join(tmpdir(), 'image-gate-bench-'));
  try {
    await measure(folder, archive, join(temp, 'advisories.bundle'));
  } finally {
    rmSync(temp, { recursive: true });
  }
}

async function measure(folder: string, archive: string, file: string): Promise<void> {
  console.log('| what | measured | target |\n| --- | --- | --- |');
  const built = timed(['advisories', 'build', '--from', folder, '--output', file]);
  console.log(`| build: time | ${(built.ms / 1000).toFixed(1)} s | 30 s |`);
  console.log(`| build: peak memory | ${String(built.mb)} MB | 300 MB |`);
  const { bytes, queries } = await readAll(folder);
  const size = statSync(file).size;
  console.log(`| bundle | ${(size / 1e6).toFixed(2)} MB | |`);
  console.log(
    `| JSON it came from | ${(bytes / 1e6).toFixed(1)} MB, ${(bytes / size).toFixed(0)} times | 20 times |`,
  );
  const trust = { publicKeyPem: null, maxAge: Number.POSITIVE_INFINITY, now: new Date() };
  const bundle = openBundle(file, { name: 'bundle', trust, log: SILENT });
  const few = ALPINE.map((name) => ({ ecosystem: 'Alpine:v3.10', name, version: '1.0-r0' }));
  console.log(
    `| look up ${String(few.length)} packages of Alpine 3.10 | ${await time(bundle, few)} ms | 300 ms |`,
  );
  const debian = queries.filter(({ ecosystem }) => ecosystem === 'Debian:10').slice(0, 400);
  console.log(
    `| look up ${String(debian.length)} packages of Debian 10 | ${await time(bundle, debian)} ms | 300 ms |`,
  );
  if (existsSync(archive)) {
    const flags = ['--archive', archive, '--checks', 'vulnerabilities', '--advisories', file, '--quiet'];
    const checked = timed(['check', ...flags]);
    console.log(`| image-gate check of Alpine 3.10.2, whole | ${checked.ms.toFixed(0)} ms | |`);
  }
  const exports = openOsvFolder(folder, { log: SILENT });
  const [ours, theirs] = [await bundle.lookup(queries, signal), await exports.lookup(queries, signal)];
  const differing = queries.filter(
    (query, index) => judged(ours.records[index] ?? [], query) !== judged(theirs.records[index] ?? [], query),
  );
  console.log(
    `| ${String(queries.length)} questions answered unlike the exports | ${String(differing.length)} | 0 |`,
  );
}

/** Runs the command line as users do, with its time and the most memory that it had. */
function timed(args: readonly string[]): { readonly ms: number; readonly mb: number } {
  const script = `
    import { writeSync } from 'node:fs';
    process.on('exit', () => writeSync(2, '\\npeak=' + process.resourceUsage().maxRSS));
    process.argv.splice(1, 0, 'image-gate');
    const { runCli } = await import(${JSON.stringify(resolve(import.meta.dirname, '../src/main.ts'))});
    await runCli();`;
  const start = performance.now();
  const { stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, '--', ...args],
    {
      encoding: 'utf8',
    },
  );
  const ms = performance.now() - start;
  const peak = /peak=(\d+)/u.exec(stderr)?.[1];
  if (peak === undefined || (status !== 0 && status !== 1)) throw new Error(stderr);
  return { ms, mb: Math.round((Number(peak) * 1024) / 1e6) };
}

async function time(source: AdvisorySource, queries: readonly PackageQuery[]): Promise<string> {
  const start = performance.now();
  await source.lookup(queries, signal);
  return (performance.now() - start).toFixed(0);
}

/** How much JSON there is, and a question for each package at each edge of its ranges, at most six a row. */
async function readAll(
  folder: string,
): Promise<{ readonly bytes: number; readonly queries: readonly PackageQuery[] }> {
  const queries = new Map<string, PackageQuery>();
  let bytes = 0;
  for await (const { records } of folderExports(folder, null)) {
    for await (const { content } of records(signal)) {
      bytes += content.length;
      const read = parseRecord(content.toString('utf8'));
      for (const { package: of, versions, ranges } of read.ok ? read.record.affected : []) {
        if (of === null || of === undefined || !SCHEMES.has(parentEcosystem(of.ecosystem))) continue;
        const events = ranges.filter(({ type }) => type !== 'GIT').flatMap((range) => range.events);
        const texts = [...versions.slice(0, 3), ...events.flatMap((event) => Object.values(event))];
        for (const version of new Set(texts.slice(0, 6))) {
          if (version === undefined) continue;
          const query = { ecosystem: of.ecosystem, name: of.name, version };
          queries.set(`${of.ecosystem}\0${of.name}\0${version}`, query);
        }
      }
    }
  }
  return { bytes, queries: [...queries.values()] };
}

function judged(records: readonly OsvRecord[], query: PackageQuery): string {
  const scheme = SCHEMES.get(parentEcosystem(query.ecosystem));
  if (scheme === undefined) return '';
  const judgements = records.flatMap((record) => {
    const judgement = judge(record, query, scheme);
    if (judgement.result === 'unaffected') return [];
    return [
      judgement.result === 'affected'
        ? [record.id, ...judgement.fixedIn]
        : [record.id, 'unknown', judgement.reason],
    ];
  });
  return JSON.stringify(judgements.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)));
}
