import { type GateError, SourceError, toGateError, VerificationError } from '../../model/errors.ts';
import { createVerifier } from '../../image/verify.ts';
import { createChunker } from '../../util/chunks.ts';
import { sniffCompression, SNIFF_BYTES } from '../../util/compression.ts';
import { createInflater } from '../../util/inflate.ts';
import type { LayerFacts } from './facts.ts';
import type { LayerJob } from './job.ts';
import { createTarWalk } from './tar-walk.ts';
import { createLayerVisit, type LayerVisit } from './visit.ts';

/**
 * Walks one layer from its stored bytes to its facts, and verifies its digests on the way. The chunks may be
 * the same buffer each time. Throws `SourceError`, or `VerificationError` DIGEST_MISMATCH.
 */
export async function scanLayer(
  job: LayerJob,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<LayerFacts> {
  try {
    return await scan(job, chunks);
  } catch (error) {
    throw inLayer(error, job.index);
  }
}

async function scan(
  job: LayerJob,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<LayerFacts> {
  const visit = createLayerVisit(job);
  try {
    return await walkLayer(job, chunks, visit);
  } finally {
    visit.close();
  }
}

async function walkLayer(
  job: LayerJob,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  visit: LayerVisit,
): Promise<LayerFacts> {
  const verifier = createVerifier(job);
  const walk = createTarWalk(visit.visitor, job.limits);
  const budget = createBudget(job);
  function take(bytes: Uint8Array): void {
    budget.spend(bytes.length);
    verifier.content(bytes);
    walk.push(bytes);
  }
  let stored = 0;
  let reader: ReturnType<typeof openReader> | null = null;
  let start: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    stored += chunk.length;
    budget.read(chunk.length);
    verifier.blob(chunk);
    if (reader !== null) {
      await reader.push(chunk);
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < SNIFF_BYTES) continue;
    reader = openReader(job, start, take);
    await reader.push(start);
  }
  if (reader === null) {
    reader = openReader(job, start, take);
    await reader.push(start);
  }
  if (stored !== job.size) throw wrongSize(stored, job.size);
  await reader.end();
  walk.end();
  verifier.finish();
  return { ...visit.facts(), entries: walk.entries(), bytes: budget.inflated() };
}

interface Reader {
  push(bytes: Uint8Array): Promise<void> | undefined | void;
  end(): Promise<void> | undefined | void;
}

function openReader(job: LayerJob, start: Uint8Array, sink: (bytes: Uint8Array) => void): Reader {
  const compression = sniffCompression(start);
  if (compression === 'none') return createChunker(sink);
  return createInflater(compression, sink, { portable: job.portable });
}

/** Counts what comes out, for this layer and for all, and stops what is too much. */
function createBudget(job: LayerJob): {
  read(n: number): void;
  spend(n: number): void;
  inflated: () => number;
} {
  const { limits } = job;
  const total = new BigInt64Array(job.total);
  let stored = 0;
  let inflated = 0;
  return {
    read(bytes) {
      stored += bytes;
    },
    spend(bytes) {
      inflated += bytes;
      if (inflated > limits.layerBytes) throw tooLarge(`more than ${limits.layerBytes} bytes`);
      if (inflated > limits.inflateRatioFrom && inflated > stored * limits.inflateRatio) {
        throw tooLarge(`more than ${limits.inflateRatio} times its stored size`);
      }
      const all = Number(Atomics.add(total, 0, BigInt(bytes))) + bytes;
      if (all > limits.imageBytes)
        throw tooLarge(`with the other layers more than ${limits.imageBytes} bytes`);
    },
    inflated: () => inflated,
  };
}

function tooLarge(what: string): SourceError {
  return new SourceError('LAYER_TOO_LARGE', `it inflates to ${what}`, {
    hint: 'No real image comes near this limit (docs/limits.md): do not use the image.',
  });
}

function wrongSize(actual: number, expected: number): VerificationError {
  return new VerificationError('SIZE_MISMATCH', `it has ${actual} bytes, the manifest says ${expected}`, {
    hint: 'The image was changed or cut on its way. Fetch or build it again; if it stays, do not use it.',
  });
}

/** The same error, saying which layer. */
function inLayer(error: unknown, index: number): GateError {
  const { code, message, hint } = toGateError(error);
  const options = { cause: error, ...(hint === null ? {} : { hint }) };
  const text = `layer ${index}: ${message}`;
  if (error instanceof SourceError) return new SourceError(code, text, options);
  if (error instanceof VerificationError) {
    return code === 'DIGEST_MISMATCH' ? error : new VerificationError(code, text, options);
  }
  return toGateError(error);
}
