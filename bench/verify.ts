/**
 * Verifies one keyless-signed image in a registry on this machine: whole processes with nothing cached, against one
 * that only starts (`--version`). Usage: node bench/verify.ts [runs]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startRegistry } from '../test/support/registry.ts';
import { keylessBundle } from '../test/support/sigstore-evidence.ts';
import { pushBundles } from '../test/support/sigstore-push.ts';
import { unsignedImage } from '../test/support/sigstore-scene.ts';
import { startSigstore, TEST_IDENTITY } from '../test/support/sigstore-services.ts';

const CLI = resolve(import.meta.dirname, '../dist/cli.cjs');
const RUNS = Number(process.argv[2] ?? 15);

const registry = await startRegistry();
const temp = mkdtempSync(join(tmpdir(), 'image-gate-bench-'));
try {
  const services = await startSigstore();
  const place = await unsignedImage(registry);
  await pushBundles(place, [await keylessBundle(services, [place.image.digest])]);
  writeFileSync(join(temp, 'root.json'), services.rootText);
  const image = `${registry.host}/${place.repository}:1`;
  const identity = [
    `--certificate-identity=${TEST_IDENTITY.subject}`,
    `--certificate-oidc-issuer=${TEST_IDENTITY.issuer}`,
  ];
  const verify = [
    'verify',
    '--image',
    image,
    '--from',
    'registry',
    ...identity,
    '--trusted-root',
    'root.json',
  ];
  // Alternately, so that what else the machine does falls on both.
  const times: (readonly [number, number])[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push([await timed(['--version']), await timed(verify)]);
  const [start, whole] = [0, 1].map((at) => median(times.map((pair) => pair[at] ?? 0)));
  console.log('| what | median of whole processes | target |\n| --- | --- | --- |');
  console.log(`| \`--version\` | ${(start ?? 0).toFixed(0)} ms | |`);
  console.log(`| \`verify\`, nothing cached | ${(whole ?? 0).toFixed(0)} ms | |`);
  console.log(`| after start | ${((whole ?? 0) - (start ?? 0)).toFixed(0)} ms | 300 ms |`);
} finally {
  rmSync(temp, { recursive: true });
  await registry.stop();
}

/** Not `spawnSync`: this process reads what the registry says, which stops when nobody does. */
async function timed(args: readonly string[]): Promise<number> {
  const started = performance.now();
  await promisify(execFile)(process.execPath, [CLI, ...args], { cwd: temp });
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
