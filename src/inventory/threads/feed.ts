import type { MessagePort } from 'node:worker_threads';
import { fromPlain, toPlain, type FeedMessage } from './messages.ts';

/** Bytes of one buffer, and how many buffers go to and fro for one layer. */
export const FEED_BUFFER = 256 * 1024;
export const FEED_BUFFERS = 6;

/**
 * Sends the bytes through the port in a few buffers that the other side sends back: it is never more than
 * those ahead. Ends when all is sent or the other side has closed the port. An error of the source is sent,
 * and thrown there. A chunk that has a buffer to itself is empty afterwards.
 */
export async function feed(port: MessagePort, open: () => Promise<AsyncIterable<Uint8Array>>): Promise<void> {
  const buffers = createBuffers(port);
  let buffer: Uint8Array<ArrayBuffer> | null = null;
  let filled = 0;
  const send = (full: Uint8Array<ArrayBuffer>): void => {
    const message: FeedMessage = { kind: 'bytes', buffer: full.buffer, length: filled };
    port.postMessage(message, [full.buffer]);
    buffer = null;
    filled = 0;
  };
  try {
    for await (const chunk of await open()) {
      for (let at = 0; at < chunk.length;) {
        buffer ??= await buffers.take();
        if (buffer === null) return;
        const part = chunk.subarray(at, at + FEED_BUFFER - filled);
        buffer.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === FEED_BUFFER) send(buffer);
      }
      giveBack(chunk);
    }
    if (buffer !== null) send(buffer);
    port.postMessage({ kind: 'end' } satisfies FeedMessage);
  } catch (error) {
    port.postMessage({ kind: 'error', error: toPlain(error) } satisfies FeedMessage);
  }
}

/** Frees the memory of a chunk at once: hundreds of megabytes would wait for the collector, and keep it busy. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  // A part of a buffer may be one of many that others still read.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** The other end: the bytes as they come, each valid until the next is asked for. Throws what the source threw. */
export async function* drain(port: MessagePort): AsyncGenerator<Uint8Array> {
  const queue: FeedMessage[] = [];
  let wake: (() => void) | null = null;
  port.on('message', (message: FeedMessage) => {
    queue.push(message);
    wake?.();
  });
  try {
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
      yield new Uint8Array(message.buffer, 0, message.length);
      port.postMessage(message.buffer, [message.buffer]);
    }
  } finally {
    port.close();
  }
}

/** Buffers to fill: new ones at first, then those that came back. `take` is null once the port is closed. */
function createBuffers(port: MessagePort): { take(): Promise<Uint8Array<ArrayBuffer> | null> } {
  const state = { made: 0, isClosed: false };
  const free: ArrayBuffer[] = [];
  let wake: (() => void) | null = null;
  port.on('message', (buffer: ArrayBuffer) => {
    free.push(buffer);
    wake?.();
  });
  port.on('close', () => {
    state.isClosed = true;
    wake?.();
  });
  return {
    async take() {
      for (;;) {
        if (state.isClosed) return null;
        const buffer = free.pop();
        if (buffer !== undefined) return new Uint8Array(buffer);
        if (state.made < FEED_BUFFERS) {
          state.made++;
          return new Uint8Array(FEED_BUFFER);
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
    },
  };
}
