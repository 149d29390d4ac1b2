import { randomBytes } from 'node:crypto';
import { availableParallelism, tmpdir } from 'node:os';
import { MessageChannel } from 'node:worker_threads';
import type { Image, Layer } from '../image/image.ts';
import { InternalError } from '../model/errors.ts';
import type { Logger } from '../util/log.ts';
import { assemble } from './assemble.ts';
import { expectedWork } from './expected-work.ts';
import type { Inventory } from './inventory.ts';
import type { LayerFacts } from './layer/facts.ts';
import type { Alias } from './layer/job.ts';
import { scanLimits, type ScanLimits } from './limits.ts';
import { mergeLayers } from './merge/merge.ts';
import { secondLook, type SecondLook } from './merge/second-look.ts';
import { ownPrograms } from './own-programs.ts';
import type { HashSeed } from './path-hash.ts';
import { feed } from './threads/feed.ts';
import { runJobs, type PreparedJob } from './threads/pool.ts';
import { workerPath } from './worker-path.ts';

export interface InventoryOptions {
  readonly log: Logger;
  /** Ends the work: the threads are stopped and this throws. */
  readonly signal: AbortSignal;
  /** Threads at most; null is one for each core, up to 8. */
  readonly threads?: number;
  /** The worker thread's file; found by itself when left out. */
  readonly worker?: URL | string;
  /** Where large programs are held while they are read; the system's folder when left out. */
  readonly tempDir?: string;
  /** Globs over paths in the image: programs that are the user's own code, which no package has to explain. */
  readonly ownPrograms?: readonly string[];
  /** Lowers limits: for tests. */
  readonly limits?: Partial<ScanLimits>;
  /** Forces Node's public zlib streams: for tests. */
  readonly portable?: boolean;
}

const MAX_THREADS = 8;

/**
 * Reads the layers of an image once, in parallel, verifies them on the way, and says what is installed in the
 * file system that they make. What is there and could not be read is among the `unknowns`.
 * Throws `SourceError` for a layer that cannot be read, `VerificationError` for one that is not what was promised.
 */
export async function takeInventory(image: Image, options: InventoryOptions): Promise<Inventory> {
  const { log } = options;
  const run = startRun(options);
  const layers = await scanOnce(image.layers, run);
  let tree = mergeLayers(layers, run.seed);
  const look = secondLook(tree, layers, run.seed);
  let facts = layers;
  if (look.wanted.size > 0 || look.lost.length > 0) {
    log.debug(`${look.wanted.size} layers are read again, for files that links lead to`);
    const again = await scanAgain(image.layers, look.wanted, run);
    facts = addRecords(layers, again, look);
    tree = mergeLayers(facts, run.seed);
  }
  return assemble({
    tree,
    layers: facts,
    unknowns: look.unknowns,
    platform: image.platform.os,
    isOwnProgram: ownPrograms(options.ownPrograms ?? []),
    log,
  });
}

interface Run {
  readonly options: InventoryOptions;
  readonly seed: HashSeed;
  readonly limits: ScanLimits;
  readonly total: SharedArrayBuffer;
}

function startRun(options: InventoryOptions): Run {
  const random = randomBytes(8);
  return {
    options,
    seed: [random.readInt32LE(0), random.readInt32LE(4)],
    limits: scanLimits(options.limits),
    total: new SharedArrayBuffer(8),
  };
}

/** A layer that comes twice is read once. */
async function scanOnce(layers: readonly Layer[], run: Run): Promise<readonly LayerFacts[]> {
  const distinct = new Map(layers.map((layer) => [keyOf(layer), layer]));
  const facts = await scanEach([...distinct.values()], new Map(), run);
  return layers.map((layer) => factsOf(facts, distinct.get(keyOf(layer)) ?? layer));
}

async function scanAgain(
  layers: readonly Layer[],
  wanted: SecondLook['wanted'],
  run: Run,
): Promise<ReadonlyMap<number, LayerFacts>> {
  const chosen = layers.filter(({ index }) => wanted.has(index));
  return scanEach(chosen, wanted, { ...run, total: new SharedArrayBuffer(8) });
}

/** The most work first, so that no thread is left with it at the end. Returns facts by the index of the layer. */
async function scanEach(
  layers: readonly Layer[],
  wanted: SecondLook['wanted'],
  run: Run,
): Promise<ReadonlyMap<number, LayerFacts>> {
  const { log, signal, threads, worker } = run.options;
  const work = new Map(layers.map((layer) => [layer, expectedWork(layer)]));
  const order = [...layers].sort((a, b) => (work.get(b) ?? 0) - (work.get(a) ?? 0));
  try {
    const facts = await runJobs(
      order.map((layer) => () => prepare(layer, wanted.get(layer.index) ?? null, run)),
      {
        worker: worker ?? workerPath(),
        threads: threads ?? Math.min(MAX_THREADS, availableParallelism()),
        signal,
        onDone(done) {
          log.progress(`layers read: ${done} of ${order.length}`);
        },
      },
    );
    return new Map(order.map((layer, at) => [layer.index, need(facts[at], layer.index)]));
  } finally {
    log.progress(null);
  }
}

function prepare(layer: Layer, only: readonly Alias[] | null, run: Run): PreparedJob {
  const { blob, ...rest } = layer;
  const { index, digest, diffId, size } = rest;
  const portable = run.options.portable ?? false;
  const tempFolder = run.options.tempDir ?? tmpdir();
  const { seed, limits, total } = run;
  const base = { index, digest, diffId, size, seed, limits, total, only, portable, tempFolder };
  if (blob.kind === 'file') {
    const { kind, path, offset, length } = blob;
    return { job: { ...base, source: { kind, path, offset, length } }, transfer: [], stop() {} };
  }
  const { port1, port2 } = new MessageChannel();
  const ended = new AbortController();
  void feed(port1, () => blob.open(AbortSignal.any([ended.signal, run.options.signal])));
  return {
    job: { ...base, source: { kind: 'port', port: port2 } },
    transfer: [port2],
    stop() {
      ended.abort();
      port1.close();
    },
  };
}

/** What the second walk read, put where it belongs: a hard link's file to the layer of the link. */
function addRecords(
  layers: readonly LayerFacts[],
  again: ReadonlyMap<number, LayerFacts>,
  { hardLinks, lost }: SecondLook,
): readonly LayerFacts[] {
  const linked = new Set(hardLinks.map(({ target, targetLayer }) => `${targetLayer} ${target}`));
  const added = layers.map((_, layer) =>
    (again.get(layer)?.records ?? []).filter(({ path }) => !linked.has(`${layer} ${path}`)),
  );
  for (const { path, layer, target, targetLayer } of hardLinks) {
    const record = again.get(targetLayer)?.records.find((one) => one.path === target);
    const reason = `it is a hard link to ${target}, which is no file that can be read`;
    added[layer]?.push(record === undefined ? { path, kind: 'problem', reason } : { ...record, path });
  }
  for (const { path, layer, reason } of lost) added[layer]?.push({ path, kind: 'problem', reason });
  return layers.map((facts, layer) => ({ ...facts, records: [...facts.records, ...(added[layer] ?? [])] }));
}

function keyOf({ digest, diffId }: Layer): string {
  return `${digest ?? ''} ${diffId}`;
}

function factsOf(facts: ReadonlyMap<number, LayerFacts>, layer: Layer): LayerFacts {
  return need(facts.get(layer.index), layer.index);
}

function need(facts: LayerFacts | undefined, layer: number): LayerFacts {
  if (facts !== undefined) return facts;
  throw new InternalError('INTERNAL_LAYER_LOST', `layer ${layer} was not read`);
}
