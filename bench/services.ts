import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A registry of our own on loopback. */
export interface BenchRegistry {
  readonly host: string;
  stop(): void;
}

export function has(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program]).status === 0;
}

/** Null, with a line that says so, where `docker-registry` is not installed. */
export async function startRegistry(): Promise<BenchRegistry | null> {
  if (!has('docker-registry')) {
    console.log('skipped: local registry (docker-registry is not on the PATH)');
    return null;
  }
  const data = mkdtempSync(path.join(tmpdir(), 'image-gate-bench-'));
  const port = await freePort();
  const config = path.join(data, 'config.yml');
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${data}/data } }\nhttp: { addr: "127.0.0.1:${port}" }\n`,
  );
  const child = spawn('docker-registry', ['serve', config], { stdio: 'ignore' });
  const host = `127.0.0.1:${port}`;
  for (;;) {
    const answer = await fetch(`http://${host}/v2/`).catch(() => null);
    if (answer?.ok === true) break;
    if (child.exitCode !== null) throw new Error(`docker-registry ended with status ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    host,
    stop() {
      child.kill();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Pushes an OCI layout with one manifest, blob by blob; returns the reference. */
export async function pushToRegistry({ host }: BenchRegistry, layout: string): Promise<string> {
  const read = (digest: string): Buffer =>
    readFileSync(path.join(layout, 'blobs', 'sha256', digest.slice(7)));
  const index = JSON.parse(readFileSync(path.join(layout, 'index.json'), 'utf8')) as {
    manifests: { digest: string; mediaType: string }[];
  };
  const [entry] = index.manifests;
  if (entry === undefined) throw new Error(`${layout} has no manifest`);
  const bytes = read(entry.digest);
  const manifest = JSON.parse(bytes.toString()) as {
    config: { digest: string };
    layers: { digest: string }[];
  };
  for (const { digest } of [manifest.config, ...manifest.layers]) {
    const begun = await fetch(`http://${host}/v2/bench/blobs/uploads/`, { method: 'POST' });
    const url = new URL(begun.headers.get('location') ?? '', `http://${host}`);
    url.searchParams.set('digest', digest);
    const headers = { 'content-type': 'application/octet-stream' };
    const done = await fetch(url, { method: 'PUT', body: new Uint8Array(read(digest)), headers });
    if (!done.ok) throw new Error(`push of ${digest} failed: ${done.status}`);
  }
  const done = await fetch(`http://${host}/v2/bench/manifests/1`, {
    method: 'PUT',
    body: bytes.toString(),
    headers: { 'content-type': entry.mediaType },
  });
  if (!done.ok) throw new Error(`push of the manifest failed: ${done.status}`);
  return `${host}/bench:1`;
}

/** False, with a line that says so, where no daemon answers. */
export async function loadIntoDaemon(archive: string): Promise<boolean> {
  if (!has('docker') || spawnSync('docker', ['info'], { stdio: 'ignore' }).status !== 0) {
    console.log('skipped: daemon (no Docker daemon answers)');
    return false;
  }
  execFileSync('docker', ['load', '--quiet', '--input', archive], { stdio: 'ignore' });
  return true;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
