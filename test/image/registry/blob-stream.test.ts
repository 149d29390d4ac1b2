import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { openBlobStream } from '../../../src/image/registry/blob-stream.ts';
import { send } from '../../../src/util/http.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { serveBytes } from '../../support/fake-registry.ts';
import { startServer } from '../../support/http-server.ts';
import type { Answer, TestServer } from '../../support/http-server.ts';

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7 + (n >> 8)) & 255));

/** Reads the blob from a server, asking as the registry client does. */
async function read(
  server: TestServer,
  size = CONTENT.length,
  signal = new AbortController().signal,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const stream = await openBlobStream({
    size,
    where: 'the blob',
    signal,
    delay: () => Promise.resolve(),
    fetchFrom: (offset) => {
      const range: Record<string, string> = offset === 0 ? {} : { range: `bytes=${offset}-` };
      return send({ url: server.url, headers: { 'accept-encoding': 'identity', ...range } });
    },
  });
  for await (const chunk of stream) {
    expect(chunk.buffer.byteLength).toBe(chunk.byteLength);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Sends the first `bytes` of what was asked for, and cuts the connection. */
function cutAfter(bytes: number): Answer {
  return (request, response) => {
    const start = Number(/\d+/u.exec(request.headers.range ?? '0')?.[0]);
    const range = { 'content-range': `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}` };
    response.writeHead(start === 0 ? 200 : 206, {
      'content-length': CONTENT.length - start,
      ...(start === 0 ? {} : range),
    });
    response.write(CONTENT.subarray(start, start + bytes), () => response.destroy());
  };
}

const whole: Answer = (request, response) => serveBytes(request, response, { bytes: CONTENT });

describe('openBlobStream gives the whole blob', () => {
  it('when nothing goes wrong', async () => {
    const server = await startServer(whole);
    expect(await read(server)).toEqual(CONTENT);
    expect(server.requests[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
    expect(server.requests[0]?.headers.range).toBeUndefined();
  });

  it('when it is empty', async () => {
    expect(await read(await startServer((_, response) => response.end()), 0)).toHaveLength(0);
  });

  it('when the connection is cut, going on at the byte where it was', async () => {
    const server = await startServer((request, response, nth) =>
      (nth <= 3 ? cutAfter(70_000) : whole)(request, response, nth),
    );
    expect(await read(server)).toEqual(CONTENT);
    expect(server.requests).toHaveLength(4);
    expect(server.requests[3]?.headers.range).toBe('bytes=210000-');
  });

  it('when the server does not know ranges and begins anew', async () => {
    const server = await startServer((request, response, nth) => {
      if (nth === 1) cutAfter(100_001)(request, response, nth);
      else response.end(CONTENT);
    });
    expect(await read(server)).toEqual(CONTENT);
  });

  it('when the server ends early without a word', async () => {
    const server = await startServer((request, response, nth) => {
      if (nth === 1) response.end(CONTENT.subarray(0, 5));
      else whole(request, response, nth);
    });
    expect(await read(server)).toEqual(CONTENT);
  });

  it('when it is cut anywhere, as often as it gets further', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 6 }), async (cuts) => {
        const server = await startServer((request, response, nth) => {
          const cut = cuts[nth - 1];
          (cut === undefined ? whole : cutAfter(cut))(request, response, nth);
        });
        expect((await read(server)).equals(CONTENT)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('openBlobStream does not give', () => {
  test.each([
    ['with its length', (): Record<string, string> => ({ 'content-length': String(CONTENT.length) })],
    ['without length', (): Record<string, string> => ({})],
  ])('more than was announced, %s', async (_name, headers) => {
    const server = await startServer((_, response) => response.writeHead(200, headers()).end(CONTENT));
    await expect(read(server, 1000)).rejects.toMatchObject({ code: 'BLOB_TOO_LONG' });
    expect(server.requests).toHaveLength(1);
  });

  it('a short blob: it tries again, and then says how much there was', async () => {
    const server = await startServer((request, response) => {
      if (request.headers.range === undefined) response.end(CONTENT);
      else serveBytes(request, response, { bytes: CONTENT });
    });
    const size = CONTENT.length + 1;
    await expect(read(server, size)).rejects.toMatchObject({
      name: 'SourceError',
      code: 'BLOB_RANGE_INVALID',
    });
    const silent = await startServer((_, response) => response.end(CONTENT));
    await expect(read(silent, size)).rejects.toMatchObject({
      code: 'BLOB_TRUNCATED',
      message: expect.stringContaining(`only ${CONTENT.length} of ${size} bytes`) as string,
    });
    expect(silent.requests).toHaveLength(LIMITS.httpTries.value + 1);
  });

  it('a blob that trickles for ever', async () => {
    const server = await startServer(cutAfter(1));
    await expect(read(server)).rejects.toMatchObject({ code: 'BLOB_TRUNCATED' });
    expect(server.requests).toHaveLength(LIMITS.blobResumes.value + 1);
  });

  test.each([
    ['another place', 'bytes 0-299999/300000'],
    ['another length', 'bytes 1000-299999/300001'],
    ['no range', ''],
    ['another unit', 'lines 1000-299999/300000'],
  ])('what the server sends from %s', async (_name, range) => {
    const server = await startServer((request, response, nth) => {
      if (nth === 1) cutAfter(1000)(request, response, nth);
      else
        response.writeHead(206, range === '' ? {} : { 'content-range': range }).end(CONTENT.subarray(1000));
    });
    await expect(read(server)).rejects.toMatchObject({ code: 'BLOB_RANGE_INVALID' });
  });

  it('what the server has encoded once more', async () => {
    const server = await startServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(CONTENT),
    );
    await expect(read(server)).rejects.toMatchObject({ code: 'BLOB_RANGE_INVALID' });
  });

  it('anything after an abort', async () => {
    const controller = new AbortController();
    const server = await startServer((request, response, nth) => {
      controller.abort(new Error('stopped'));
      cutAfter(10)(request, response, nth);
    });
    await expect(read(server, CONTENT.length, controller.signal)).rejects.toThrow('stopped');
    expect(server.requests).toHaveLength(1);
  });
});

it('a chunk that shares its memory is copied, so that it can be transferred', async () => {
  const shared = new Uint8Array(CONTENT);
  const body = new ReadableStream({
    start(controller) {
      for (const [from, to] of [
        [0, 10],
        [10, 30],
      ])
        controller.enqueue(shared.subarray(from, to));
      controller.close();
    },
  });
  const { signal } = new AbortController();
  const fetchFrom = (): Promise<Response> => Promise.resolve(new Response(body));
  const chunks: Uint8Array[] = [];
  for await (const chunk of await openBlobStream({ size: 30, where: 'x', signal, fetchFrom }))
    chunks.push(chunk);
  expect(chunks.map(({ buffer }) => buffer.byteLength)).toEqual([10, 20]);
  expect(Buffer.concat(chunks)).toEqual(CONTENT.subarray(0, 30));
});

it('a reader that leaves ends the connection', async () => {
  const closed = Promise.withResolvers<void>();
  const server = await startServer((_, response) => {
    response.on('close', () => closed.resolve());
    const more = (): unknown => response.write(CONTENT, more);
    more();
  });
  const { signal } = new AbortController();
  const stream = await openBlobStream({
    size: 1e12,
    where: 'x',
    signal,
    fetchFrom: () => send({ url: server.url }),
  });
  for await (const _ of stream) break;
  await closed.promise;
});
