import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { SourceError } from '../../src/model/errors.ts';
import {
  bodyChunks,
  discard,
  isTransient,
  networkCode,
  readCapped,
  readErrorText,
  retryAfterMs,
  send,
  sendRetrying,
  shouldRetry,
} from '../../src/util/http.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { caught } from '../support/caught.ts';
import { startServer } from '../support/http-server.ts';

const atOnce = { delay: () => Promise.resolve() };

describe('send', () => {
  it('sends method, headers and body, and says who it is', async () => {
    const server = await startServer((_, response) => response.end('hello'));
    const response = await send({ url: server.url, method: 'POST', headers: { 'x-a': 'b' }, body: 'text' });
    expect(await response.text()).toBe('hello');
    expect(server.requests[0]).toMatchObject({ method: 'POST', body: 'text' });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-a': 'b', 'user-agent': 'image-gate' });
  });

  it('returns an answer of any status', async () => {
    const server = await startServer((_, response) => response.writeHead(418).end());
    expect((await send({ url: server.url })).status).toBe(418);
  });

  it('refuses plain HTTP to other machines before it talks to them', async () => {
    const error = await caught(() => send({ url: 'http://user:secret@registry.invalid/v2/?token=secret' }));
    expect(error).toMatchObject({ code: 'HTTP_INSECURE' });
    expect(String(error)).not.toContain('secret');
  });

  it('talks plain HTTP to hosts that are allowed by name', async () => {
    const request = { url: 'http://registry.invalid:5000/', insecureHosts: ['registry.invalid:5000'] };
    await expect(send(request)).rejects.toMatchObject({ code: 'NETWORK_UNREACHABLE' });
  });

  test.each(['ftp://localhost/', 'file:///etc/passwd', 'data:text/plain,a'])('refuses %s', async (url) => {
    await expect(send({ url })).rejects.toMatchObject({ code: 'HTTP_INSECURE' });
  });

  it('names what is wrong when nobody listens', async () => {
    const closed = await freePort();
    const error = await caught(() => send({ url: `http://127.0.0.1:${closed}/a?token=secret` }));
    expect(error).toMatchObject({ code: 'NETWORK_UNREACHABLE' });
    expect(String(error)).toContain('ECONNREFUSED');
    expect(String(error)).not.toContain('secret');
    expect(isTransient(error)).toBe(true);
  });

  it('does not think a name that does not exist will come to exist', async () => {
    const error = await caught(() => send({ url: 'https://registry.invalid/' }));
    expect(error).toMatchObject({ code: 'NETWORK_UNREACHABLE' });
    expect(isTransient(error)).toBe(networkCode(error) !== 'ENOTFOUND');
  });

  it('names a fault of TLS as one', async () => {
    const server = await startServer((_, response) => response.end());
    const error = await caught(() => send({ url: `https://${server.host}/` }));
    expect(error).toMatchObject({ code: 'NETWORK_TLS' });
    expect(isTransient(error)).toBe(false);
  });

  it('gives up on a server that does not answer', async () => {
    const server = await startServer(() => {});
    await expect(send({ url: server.url, timeoutMs: 20 })).rejects.toMatchObject({ code: 'NETWORK_TIMEOUT' });
  });

  it('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const server = await startServer(() => controller.abort(reason));
    await expect(send({ url: server.url, signal: controller.signal })).rejects.toBe(reason);
  });
});

describe('a redirect', () => {
  const secret = { authorization: 'Bearer secret', cookie: 'secret', 'x-key': 'secret', range: 'bytes=1-' };

  test.each([301, 302, 303, 307, 308])(
    'of status %i is followed, with credentials on the same origin',
    async (status) => {
      const server = await startServer((request, response) => {
        if (request.path === '/a') response.writeHead(status, { location: '/b' }).end();
        else response.end('there');
      });
      const response = await send({ url: `${server.url}/a`, headers: secret });
      expect(await response.text()).toBe('there');
      expect(server.requests[1]?.headers).toMatchObject(secret);
    },
  );

  it('to another origin takes no credentials along, and they do not come back', async () => {
    const other = await startServer((_, response) =>
      response.writeHead(307, { location: `${first.url}/c` }).end(),
    );
    const first = await startServer((request, response) => {
      if (request.path === '/a') response.writeHead(307, { location: `${other.url}/b` }).end();
      else response.end('there');
    });
    expect(await (await send({ url: `${first.url}/a`, headers: secret })).text()).toBe('there');
    for (const { headers } of [other.requests[0], first.requests[1]].filter((seen) => seen !== undefined)) {
      expect(JSON.stringify(headers)).not.toContain('secret');
      expect(headers).toMatchObject({ range: 'bytes=1-', 'user-agent': 'image-gate' });
    }
  });

  it('is followed a limited number of times', async () => {
    const server = await startServer((_, response, n) =>
      response.writeHead(302, { location: `/${n}` }).end(),
    );
    await expect(send({ url: server.url })).rejects.toMatchObject({ code: 'HTTP_REDIRECT' });
    expect(server.requests).toHaveLength(LIMITS.redirects.value + 1);
  });

  test.each(['http://example.invalid/', 'file:///etc/passwd'])('to %s is refused', async (location) => {
    const server = await startServer((_, response) => response.writeHead(302, { location }).end());
    await expect(send({ url: server.url })).rejects.toMatchObject({ code: 'HTTP_INSECURE' });
  });

  it('from elsewhere to this machine is refused', async () => {
    const local = await startServer((_, response) => response.end());
    const server = await startServer((_, response) => response.writeHead(302, { location: local.url }).end());
    // On Linux this address leads to this machine, and stands for another one here.
    const host = server.host.replace('127.0.0.1', '0.0.0.0');
    const asked = send({ url: `http://${host}/`, insecureHosts: [host] });
    await expect(asked).rejects.toMatchObject({
      code: 'HTTP_REDIRECT',
      message: expect.stringContaining('this machine') as string,
    });
    expect(local.requests).toHaveLength(0);
  });

  it('to no URL is refused', async () => {
    const server = await startServer((_, response) =>
      response.writeHead(302, { location: 'http://[' }).end(),
    );
    await expect(send({ url: server.url })).rejects.toMatchObject({ code: 'HTTP_REDIRECT' });
  });

  it('without a place is an answer like any other', async () => {
    const server = await startServer((_, response) => response.writeHead(302).end());
    expect((await send({ url: server.url })).status).toBe(302);
  });

  it('does not send a body elsewhere, unless the status says so', async () => {
    const server = await startServer((request, response) => {
      if (request.path === '/302') response.writeHead(302, { location: '/b' }).end();
      else if (request.path === '/307') response.writeHead(307, { location: '/b' }).end();
      else response.end();
    });
    const post = { method: 'POST', body: 'text' } as const;
    await expect(send({ ...post, url: `${server.url}/302` })).rejects.toMatchObject({
      code: 'HTTP_REDIRECT',
    });
    await send({ ...post, url: `${server.url}/307` });
    expect(server.requests.at(-1)).toMatchObject({ path: '/b', method: 'POST', body: 'text' });
  });

  it('of status 303 turns POST into GET', async () => {
    const server = await startServer((request, response) => {
      if (request.path === '/a') response.writeHead(303, { location: '/b' }).end();
      else response.end();
    });
    await send({ url: `${server.url}/a`, method: 'POST', body: 'text' });
    expect(server.requests[1]).toMatchObject({ method: 'GET', body: '' });
  });
});

describe('sendRetrying', () => {
  test.each([408, 429, 500, 502, 503, 504])('tries again after %i', async (status) => {
    const server = await startServer((_, response, n) =>
      response.writeHead(n < 3 ? status : 200).end('good'),
    );
    expect(await (await sendRetrying({ url: server.url }, atOnce)).text()).toBe('good');
    expect(server.requests).toHaveLength(3);
  });

  test.each([200, 301, 400, 401, 403, 404, 501])('does not try again after %i', async (status) => {
    const server = await startServer((_, response) => response.writeHead(status).end());
    expect((await sendRetrying({ url: server.url }, atOnce)).status).toBe(status);
    expect(server.requests).toHaveLength(1);
  });

  it('returns the last answer when it does not get better', async () => {
    const server = await startServer((_, response) => response.writeHead(503).end('sorry'));
    const response = await sendRetrying({ url: server.url }, atOnce);
    expect(await readErrorText(response)).toBe('sorry');
    expect(server.requests).toHaveLength(LIMITS.httpTries.value);
  });

  it('tries again when the connection breaks', async () => {
    const server = await startServer((_, response, n) => {
      if (n === 1) response.destroy();
      else response.end('good');
    });
    expect(await (await sendRetrying({ url: server.url }, atOnce)).text()).toBe('good');
  });

  it('waits at least as long as Retry-After says', async () => {
    const waits: number[] = [];
    const delay = (ms: number): Promise<void> => {
      waits.push(ms);
      return Promise.resolve();
    };
    const server = await startServer((_, response, n) => {
      response.writeHead(n === 1 ? 429 : 200, { 'retry-after': '9' }).end();
    });
    await sendRetrying({ url: server.url }, { delay });
    expect(waits).toEqual([9000]);
  });

  it('does not think that an abort is a fault of the network', () => {
    expect(shouldRetry({ ok: false, error: new DOMException('', 'AbortError') })).toBeNull();
    expect(shouldRetry({ ok: false, error: new SourceError('NETWORK_TIMEOUT', '') })).toBe(0);
  });
});

test.each([
  [null, 0],
  ['0', 0],
  ['120', 120_000],
  ['Wed, 21 Oct 2015 07:28:10 GMT', 10_000],
  ['Wed, 21 Oct 2015 07:27:00 GMT', 0],
  ['-5', 0],
  ['soon', 0],
  ['99999999999999999999', 0],
])('Retry-After %j is %i ms', (value, ms) => {
  expect(retryAfterMs(value, Date.parse('Wed, 21 Oct 2015 07:28:00 GMT'))).toBe(ms);
});

describe('readCapped', () => {
  it('reads a body of just the limit, and no byte more', async () => {
    const server = await startServer((_, response) => response.end('12345'));
    expect(String(await readCapped(await send({ url: server.url }), 5))).toBe('12345');
    await expect(readCapped(await send({ url: server.url }), 4)).rejects.toMatchObject({
      code: 'HTTP_BODY_TOO_LARGE',
    });
  });

  it('counts what comes out of compression', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000)));
    });
    await expect(readCapped(await send({ url: server.url }), 10_000)).rejects.toMatchObject({
      code: 'HTTP_BODY_TOO_LARGE',
    });
  });

  it('ends the connection of a body without end', async () => {
    const server = await startServer((_, response) => {
      const more = (): unknown => response.write(Buffer.alloc(1000), more);
      more();
      response.on('close', () => ended.resolve());
    });
    const ended = Promise.withResolvers<void>();
    await caught(async () => readCapped(await send({ url: server.url }), 10_000));
    await ended.promise;
  });

  it('does not take half a body for a whole one', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    });
    await expect(readCapped(await send({ url: server.url }), 1000)).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
    });
  });

  it('reads an empty body', async () => {
    const server = await startServer((_, response) => response.writeHead(204).end());
    expect(await readCapped(await send({ url: server.url }), 0)).toHaveLength(0);
  });
});

describe('bodyChunks', () => {
  it('gives up when the server falls silent', async () => {
    const server = await startServer((_, response) => response.write('some'));
    const read = async (): Promise<void> => {
      for await (const _ of bodyChunks(await send({ url: server.url }), 20));
    };
    await expect(read()).rejects.toMatchObject({ code: 'NETWORK_TIMEOUT' });
  });
});

describe('readErrorText', () => {
  it('reads no more than the limit', async () => {
    const server = await startServer((_, response) => response.writeHead(500).end('x'.repeat(1_000_000)));
    const text = await readErrorText(await send({ url: server.url }));
    expect(text).toHaveLength(LIMITS.errorBodyBytes.value);
  });

  it('gives what came before the connection broke', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(500, { 'content-length': '100' });
      response.write(' half ', () => response.destroy());
    });
    expect(['half', '']).toContain(await readErrorText(await send({ url: server.url })));
  });
});

test('discard can be called twice, and on what was read', async () => {
  const server = await startServer((_, response) => response.end('text'));
  const response = await send({ url: server.url });
  await discard(response);
  await discard(response);
  expect(response.bodyUsed).toBe(true);
});

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
