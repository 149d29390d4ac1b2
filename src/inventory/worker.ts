import { parentPort } from 'node:worker_threads';
import type { LayerJob } from './layer/job.ts';
import { scanLayer } from './layer/scan.ts';
import { drain } from './threads/feed.ts';
import { fileChunks } from './threads/file-chunks.ts';
import { toPlain, type Answer } from './threads/messages.ts';

// The entry of a worker thread: one job in, one answer out, until it is ended.
parentPort?.on('message', (job: LayerJob) => {
  void reply(job);
});

async function reply(job: LayerJob): Promise<void> {
  const message = await answer(job);
  const transfer = message.kind === 'facts' ? [message.facts.files.buffer, message.facts.folders.buffer] : [];
  parentPort?.postMessage(message, transfer);
}

async function answer(job: LayerJob): Promise<Answer> {
  try {
    return { kind: 'facts', facts: await scanLayer(job, chunksOf(job)) };
  } catch (error) {
    return { kind: 'error', error: toPlain(error) };
  }
}

function chunksOf(job: LayerJob): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  const { source } = job;
  return source.kind === 'port' ? drain(source.port) : fileChunks(source.path, source.offset, source.length);
}
