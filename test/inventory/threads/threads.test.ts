import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { drain, feed, FEED_BUFFER, FEED_BUFFERS } from '../../../src/inventory/threads/feed.ts';
import { fileChunks } from '../../../src/inventory/threads/file-chunks.ts';
import { fromPlain, toPlain } from '../../../src/inventory/threads/messages.ts';
import { runJobs } from '../../../src/inventory/threads/pool.ts';
import { workerPath } from '../../../src/inventory/worker-path.ts';
import {
  EngineError,
  InputError,
  InternalError,
  SourceError,
  VerificationError,
} from '../../../src/model/errors.ts';
import { aJob } from '../../support/inventory-of.ts';
import { tarBytes } from '../../support/tar.ts';
import { workFolder } from '../../support/work-folder.ts';

async function* counted(count: number, size: number, seen: { sent: number }): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n++) {
    seen.sent += size;
    yield await Promise.resolve(Buffer.alloc(size, n % 251));
  }
}

describe('feed and drain', () => {
  it.each([1, 1000, FEED_BUFFER, FEED_BUFFER * 2 + 7])(
    'carry all bytes in order, from chunks of %i',
    async (size) => {
      const { port1, port2 } = new MessageChannel();
      const count = Math.ceil((FEED_BUFFER * 10) / size / (size === 1 ? 100 : 1));
      const seen = { sent: 0 };
      const fed = feed(port1, () => Promise.resolve(counted(count, size, seen)));
      const received = createHash('sha256');
      let bytes = 0;
      for await (const chunk of drain(port2)) {
        received.update(chunk);
        bytes += chunk.length;
        expect(seen.sent - bytes).toBeLessThanOrEqual((FEED_BUFFERS + 1) * FEED_BUFFER + size);
      }
      await fed;
      const sent = createHash('sha256');
      for await (const chunk of counted(count, size, seen)) sent.update(chunk);
      expect(received.digest('hex')).toBe(sent.digest('hex'));
    },
  );

  it('end the source when the reader stops', async () => {
    const { port1, port2 } = new MessageChannel();
    const seen = { sent: 0 };
    const fed = feed(port1, () => Promise.resolve(counted(1_000_000, FEED_BUFFER, seen)));
    for await (const chunk of drain(port2)) {
      expect(chunk).toHaveLength(FEED_BUFFER);
      break;
    }
    await fed;
    expect(seen.sent).toBeLessThan(100 * FEED_BUFFER);
  });

  it('carry an error with its class, code and hint', async () => {
    const { port1, port2 } = new MessageChannel();
    const error = new SourceError('REGISTRY_DOWN', 'it does not answer', { hint: 'Try again.' });
    const fed = feed(port1, () => Promise.reject(error));
    const read = async (): Promise<void> => {
      for await (const chunk of drain(port2)) expect(chunk).toBeUndefined();
    };
    await expect(read()).rejects.toMatchObject({ code: 'REGISTRY_DOWN', hint: 'Try again.' });
    await fed;
  });
});

describe('errors that cross threads', () => {
  it.each([InputError, SourceError, EngineError, VerificationError, InternalError])(
    'keep the class %o',
    (type) => {
      const error = fromPlain(structuredClone(toPlain(new type('SOME_CODE', 'words', { hint: 'do this' }))));
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({ code: 'SOME_CODE', message: 'words', hint: 'do this' });
    },
  );

  it('are internal when they were none of ours', () => {
    expect(fromPlain(toPlain(new TypeError('x')))).toBeInstanceOf(InternalError);
    expect(fromPlain({ type: 'Other', code: 'A', message: 'b', hint: null })).toBeInstanceOf(InternalError);
  });
});

describe('fileChunks', () => {
  it('reads the part that was asked for, whatever its size', () => {
    const content = Buffer.from(Array.from({ length: 700_000 }, (_, n) => n % 251));
    const file = path.join(workFolder(), 'file');
    writeFileSync(file, content);
    for (const [offset, length] of [
      [0, 700_000],
      [3, 699_000],
      [699_999, 1],
      [5, 0],
    ] as const) {
      const parts = [...fileChunks(file, offset, length)].map((chunk) => chunk.length);
      expect(parts.reduce((sum, size) => sum + size, 0)).toBe(length);
      const [first] = fileChunks(file, offset, length);
      if (first !== undefined) expect(first[0]).toBe(content[offset]);
    }
  });

  it('refuses a file that is too short, or not there', () => {
    const folder = workFolder({ file: 'abc' });
    expect(() => [...fileChunks(path.join(folder, 'file'), 1, 3)]).toThrow('1 bytes too early');
    expect(() => [...fileChunks(path.join(folder, 'none'), 0, 1)]).toThrow(
      expect.objectContaining({ code: 'LAYER_UNREADABLE' }),
    );
  });
});

describe('runJobs', () => {
  const options = { worker: workerPath(), threads: 2, signal: new AbortController().signal, onDone() {} };

  function jobOf(names: readonly string[]) {
    const tar = tarBytes(names.map((name) => ({ name })));
    const file = path.join(workFolder(), 'layer.tar');
    writeFileSync(file, tar);
    const source = { kind: 'file' as const, path: file, offset: 0, length: tar.length };
    return () => ({ job: { ...aJob(tar), source }, transfer: [], stop() {} });
  }

  it('answers in the order of the jobs, and says how far it is', async () => {
    const done: number[] = [];
    const jobs = [jobOf(['a']), jobOf(['a', 'b', 'c']), jobOf([]), jobOf(['a', 'b'])];
    const facts = await runJobs(jobs, { ...options, onDone: (n) => done.push(n) });
    expect(facts.map(({ entries }) => entries)).toEqual([1, 3, 0, 2]);
    expect(done).toEqual([1, 2, 3, 4]);
    expect(await runJobs([], options)).toEqual([]);
  });

  it.each([
    ['ends by itself', 'process.exit(3)', 'code 3'],
    ['throws', 'throw new Error("no luck")', 'no luck'],
    ['fills its memory', 'const all = []; for (;;) all.push(new Array(1e5).fill({}));', 'memory'],
  ])('says so when a worker %s, and does not hang', async (_, code, words) => {
    const worker = path.join(
      workFolder({
        'worker.cjs': `require('node:worker_threads').parentPort.on('message', () => { ${code} })`,
      }),
      'worker.cjs',
    );
    await expect(runJobs([jobOf(['a'])], { ...options, worker, heapMb: 32 })).rejects.toMatchObject({
      code: 'INVENTORY_WORKER_DIED',
      message: expect.stringContaining(words),
    });
  });

  it('stops a worker that does not answer', async () => {
    const worker = path.join(
      workFolder({
        'worker.cjs': `require('node:worker_threads').parentPort.on('message', () => { for (;;); })`,
      }),
      'worker.cjs',
    );
    const abort = new AbortController();
    const stops: string[] = [];
    const prepare = () => {
      setImmediate(() => {
        abort.abort(new Error('time is up'));
      });
      return { ...jobOf(['a'])(), stop: () => stops.push('stopped') };
    };
    await expect(runJobs([prepare], { ...options, worker, signal: abort.signal })).rejects.toMatchObject({
      code: 'INVENTORY_STOPPED',
      message: expect.stringContaining('time is up'),
    });
    expect(stops).toEqual(['stopped']);
  });
});
