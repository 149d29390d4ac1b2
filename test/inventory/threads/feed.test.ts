import { createHash } from 'node:crypto';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { drain, feed, FEED_BUFFER, FEED_BUFFERS } from '../../../src/inventory/threads/feed.ts';
import { SourceError } from '../../../src/model/errors.ts';

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

  it('give back the memory of each chunk, but not of a part of a buffer that others may read', async () => {
    const { port1, port2 } = new MessageChannel();
    const whole = new Uint8Array(FEED_BUFFER + 5).fill(1);
    const part = new Uint8Array(100).fill(2).subarray(10, 20);
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(whole);
      yield part;
    }
    const fed = feed(port1, () => Promise.resolve(chunks()));
    const received: Buffer[] = [];
    for await (const chunk of drain(port2)) received.push(Buffer.from(chunk));
    await fed;
    expect(Buffer.concat(received)).toEqual(
      Buffer.concat([Buffer.alloc(FEED_BUFFER + 5, 1), Buffer.alloc(10, 2)]),
    );
    expect(whole.buffer).toMatchObject({ byteLength: 0, detached: true });
    expect([...part]).toEqual(Array.from({ length: 10 }, () => 2));
  });

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
