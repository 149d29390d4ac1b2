import { Worker, type MessagePort } from 'node:worker_threads';
import { errorText, InternalError, SourceError, toGateError, type GateError } from '../../model/errors.ts';
import type { LayerFacts } from '../layer/facts.ts';
import type { LayerJob } from '../layer/job.ts';
import { fromPlain, type Answer } from './messages.ts';

/** A job, made when a worker is free for it. `stop` is called when the job is over, however it ended. */
export interface PreparedJob {
  readonly job: LayerJob;
  readonly transfer: readonly MessagePort[];
  stop(): void;
}

export interface PoolOptions {
  readonly worker: URL | string;
  readonly threads: number;
  readonly signal: AbortSignal;
  onDone(done: number): void;
  /** MiB that the heap of one worker may fill; the default is enough for the largest database that is read. */
  readonly heapMb?: number;
}

/**
 * Runs the jobs in worker threads, in the order given, and returns their answers in that order. The first
 * error ends all: every worker is stopped before this throws or returns.
 */
export async function runJobs(
  jobs: readonly (() => PreparedJob)[],
  options: PoolOptions,
): Promise<readonly LayerFacts[]> {
  const { signal } = options;
  if (signal.aborted) throw stopped(signal);
  const seats: Seat[] = [];
  const answers = Array.from<LayerFacts | undefined>({ length: jobs.length });
  let next = 0;
  let done = 0;

  async function pull(): Promise<void> {
    if (next >= jobs.length) return;
    const seat = openSeat(options.worker, options.heapMb ?? HEAP_MB);
    seats.push(seat);
    for (let index = next++; index < jobs.length; index = next++) {
      const prepare = jobs[index];
      if (prepare === undefined) return;
      answers[index] = await seat.ask(prepare());
      done++;
      options.onDone(done);
    }
  }

  const abort = Promise.withResolvers<never>();
  const onAbort = (): void => {
    abort.reject(stopped(signal));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const pulls = Array.from({ length: Math.min(options.threads, jobs.length) }, () => pull());
    await Promise.race([Promise.all(pulls), abort.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    next = jobs.length;
    await Promise.all(seats.map((seat) => seat.leave()));
  }
  return answers.filter((answer) => answer !== undefined);
}

/** Of one worker, in MiB: the largest database that is read, parsed, with room to spare. */
const HEAP_MB = 1024;

interface Seat {
  ask(prepared: PreparedJob): Promise<LayerFacts>;
  leave(): Promise<unknown>;
}

/** One worker: one question, one answer. One that ends without an answer is an error, never a hang. */
function openSeat(file: URL | string, heapMb: number): Seat {
  // A worker out of memory is an error here; without its own limit the whole process would end.
  const worker = new Worker(file, {
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  let death: GateError | null = null;
  let waiting: { resolve(facts: LayerFacts): void; reject(error: GateError): void } | null = null;
  function die(error: GateError): void {
    death ??= error;
    waiting?.reject(death);
  }
  worker.on('message', (answer: Answer) => {
    if (answer.kind === 'facts') waiting?.resolve(answer.facts);
    else waiting?.reject(fromPlain(answer.error));
  });
  worker.on('error', (error: unknown) => {
    die(died(errorText(error), error));
  });
  worker.on('exit', (code) => {
    die(died(`it ended with code ${code}`));
  });
  return {
    async ask(prepared) {
      try {
        if (death !== null) throw death;
        const { promise, resolve, reject } = Promise.withResolvers<LayerFacts>();
        waiting = { resolve, reject };
        worker.postMessage(prepared.job, [...prepared.transfer]);
        return await promise;
      } finally {
        waiting = null;
        prepared.stop();
      }
    },
    leave: () => worker.terminate(),
  };
}

function died(why: string, cause?: unknown): GateError {
  return new InternalError('INVENTORY_WORKER_DIED', `a thread that reads layers stopped: ${why}`, {
    cause,
    hint: 'Give the job more memory, or report this with the log.',
  });
}

function stopped(signal: AbortSignal): GateError {
  const reason: unknown = signal.reason;
  const error = toGateError(reason);
  if (error.code !== 'INTERNAL') return error;
  return new SourceError('INVENTORY_STOPPED', `reading the layers was stopped: ${errorText(reason)}`, {
    cause: reason,
    hint: 'Give the run more time.',
  });
}
