import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runJobs } from '../../../src/inventory/threads/pool.ts';
import { workerPath } from '../../../src/inventory/worker-path.ts';
import { aJob } from '../../support/inventory-of.ts';
import { tarBytes } from '../../support/tar.ts';
import { workFolder } from '../../support/work-folder.ts';

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
