import type { MessagePort } from 'node:worker_threads';
import { fromPlain, toPlain, type FeedMessage } from './messages.ts';

/** Chunks that may be on their way at a time. */
const CREDITS = 16;

/**
 * Sends the chunks through the port, never more than the other side asked for. Ends when all are sent or
 * the other side has closed the port. An error of the source is sent, and thrown there.
 */
export async function feed(port: MessagePort, open: () => Promise<AsyncIterable<Uint8Array>>): Promise<void> {
  const gate = createGate(port);
  try {
    for await (const chunk of await open()) {
      if (!(await gate.pass())) return;
      // A chunk may be a view into memory that others use, so only a copy can be handed over.
      const bytes = new Uint8Array(chunk);
      send(port, { kind: 'chunk', bytes }, bytes.buffer);
    }
    send(port, { kind: 'end' });
  } catch (error) {
    send(port, { kind: 'error', error: toPlain(error) });
  }
}

/** The other end: the chunks as they come. Throws what the source threw. */
export async function* drain(port: MessagePort): AsyncGenerator<Uint8Array> {
  const queue: FeedMessage[] = [];
  let wake: (() => void) | null = null;
  port.on('message', (message: FeedMessage) => {
    queue.push(message);
    wake?.();
  });
  try {
    port.postMessage(CREDITS);
    for (;;) {
      const message = queue.shift();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
        continue;
      }
      if (message.kind === 'end') return;
      if (message.kind === 'error') throw fromPlain(message.error);
      yield message.bytes;
      port.postMessage(1);
    }
  } finally {
    port.close();
  }
}

/** Lets one through for each credit; `pass` is false once the port is closed. */
function createGate(port: MessagePort): { pass(): Promise<boolean> } {
  const state = { credits: 0, isClosed: false };
  let wake: (() => void) | null = null;
  port.on('message', (more: number) => {
    state.credits += more;
    wake?.();
  });
  port.on('close', () => {
    state.isClosed = true;
    wake?.();
  });
  return {
    async pass() {
      while (state.credits === 0 && !state.isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
      state.credits--;
      return !state.isClosed;
    },
  };
}

function send(port: MessagePort, message: FeedMessage, transfer?: ArrayBuffer): void {
  port.postMessage(message, transfer === undefined ? [] : [transfer]);
}
