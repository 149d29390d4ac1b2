/**
 * The floor: the least that anyone must do who reads an image and trusts nothing. Two threads inflate the
 * layers, each into one reused buffer, and hash them; no tar is parsed, nothing is kept.
 *
 *   node bench/floor.ts <layout folder> [content|blob|both]     hashes the inflated bytes (diff id), the blob, or both
 *   node bench/floor.ts <docker archive>                        hashes the raw layers (they are not compressed)
 */
import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';

const CHUNK = 256 * 1024;

interface Job {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Node's zlib binding, driven by hand: the stream wrapper costs more than the inflating. */
interface Gunzip {
  readonly _handle: {
    writeSync(
      flush: number,
      input: Uint8Array,
      at: number,
      left: number,
      out: Uint8Array,
      outAt: number,
      outLeft: number,
    ): void;
  };
  readonly _writeState: Uint32Array;
}

function inflate(job: Job, mode: string): void {
  const gunzip = createGunzip({ chunkSize: CHUNK }) as unknown as Gunzip;
  const fd = openSync(job.file, 'r');
  const input = new Uint8Array(CHUNK);
  const output = new Uint8Array(CHUNK);
  const blob = mode === 'content' ? null : createHash('sha256');
  const content = mode === 'blob' ? null : createHash('sha256');
  for (let at = 0; ;) {
    const read = readSync(fd, input, 0, CHUNK, at);
    if (read === 0) break;
    at += read;
    blob?.update(input.subarray(0, read));
    inflateChunk(gunzip, input, read, output, content);
  }
  blob?.digest();
  content?.digest();
  closeSync(fd);
}

function inflateChunk(
  gunzip: Gunzip,
  input: Uint8Array,
  read: number,
  output: Uint8Array,
  content: Hash | null,
): void {
  let left = read;
  let room = 0;
  do {
    gunzip._handle.writeSync(0, input, read - left, left, output, 0, CHUNK);
    [room = 0, left = 0] = gunzip._writeState;
    content?.update(output.subarray(0, CHUNK - room));
  } while (room === 0 || left > 0);
}

function hashRaw(job: Job): void {
  const fd = openSync(job.file, 'r');
  const buffer = new Uint8Array(CHUNK);
  const hash = createHash('sha256');
  for (let done = 0; done < job.length;) {
    const read = readSync(fd, buffer, 0, Math.min(CHUNK, job.length - done), job.offset + done);
    if (read === 0) break;
    done += read;
    hash.update(buffer.subarray(0, read));
  }
  hash.digest();
  closeSync(fd);
}

function blobsOf(layout: string): Job[] {
  const folder = path.join(layout, 'blobs', 'sha256');
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((file) => isGzip(file))
    .map((file) => ({ file, offset: 0, length: statSync(file).size }));
}

function isGzip(file: string): boolean {
  const fd = openSync(file, 'r');
  const head = new Uint8Array(2);
  readSync(fd, head, 0, 2, 0);
  closeSync(fd);
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The layers of an uncompressed docker archive, by reading the headers of the outer tar only. */
function layersOf(archive: string): Job[] {
  const jobs: Job[] = [];
  const fd = openSync(archive, 'r');
  const header = Buffer.alloc(512);
  for (let at = 0; readSync(fd, header, 0, 512, at) === 512 && header[0] !== 0;) {
    const length = Number.parseInt(header.toString('latin1', 124, 135), 8);
    if (header.toString('latin1', 0, 100).includes('layer.tar'))
      jobs.push({ file: archive, offset: at + 512, length });
    at += 512 + Math.ceil(length / 512) * 512;
  }
  closeSync(fd);
  return jobs;
}

function work(): void {
  const mode = process.argv[3] ?? 'both';
  parentPort?.on('message', (job: Job | null) => {
    if (job === null) process.exit(0);
    if (isGzip(job.file)) inflate(job, mode);
    else hashRaw(job);
    parentPort?.postMessage('next');
  });
  parentPort?.postMessage('next');
}

function main(): void {
  const target = process.argv[2] ?? '';
  const jobs = (statSync(target).isDirectory() ? blobsOf(target) : layersOf(target)).sort(
    (a, b) => a.length - b.length,
  );
  for (let i = 0; i < 2; i++) {
    const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
    worker.on('message', () => worker.postMessage(jobs.pop() ?? null));
  }
}

if (isMainThread) main();
else work();
