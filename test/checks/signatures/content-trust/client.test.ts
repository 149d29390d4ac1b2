import { describe, expect, it } from 'vitest';
import { NotaryClient } from '../../../../src/checks/signatures/content-trust/client.ts';
import { notaryPlace } from '../../../../src/checks/signatures/content-trust/server.ts';
import { LIMITS } from '../../../../src/util/limits.ts';
import { caught } from '../../../support/caught.ts';
import { json, startServer } from '../../../support/http-server.ts';
import type { Answer } from '../../../support/http-server.ts';
import { askNotary } from '../../../support/notary-verify.ts';
import { basicEntry, registryOptions } from '../../../support/registry-options.ts';

const AUTHS = { 'registry.example': basicEntry('me', 'secret') };
const FILE = '/v2/registry.example/team/app/_trust/tuf/root.json';

function clientAt(server: string, auths: Readonly<Record<string, object>> = AUTHS): NotaryClient {
  const options = registryOptions('registry.example/team/app:1', auths);
  const place = notaryPlace({ server }, options.reference);
  return new NotaryClient({ ...options, place, registry: options.reference.registry });
}

/** The code and message of what asking for the root throws. */
async function fault(answer: Answer, auths: Readonly<Record<string, object>> = AUTHS): Promise<unknown> {
  const { url } = await startServer(answer);
  return caught(() => clientAt(url, auths).find('root'));
}

describe('asking a Notary server', () => {
  it('gives the bytes as they are, and asks for nothing that a proxy remembers', async () => {
    const { url, host, requests } = await startServer((_, response) => response.end('{ "a":1}'));
    const client = clientAt(url);
    expect(await client.find('targets/alice.0abc')).toEqual(Buffer.from('{ "a":1}'));
    expect(requests.map(({ path }) => path)).toEqual([
      '/v2/registry.example/team/app/_trust/tuf/targets/alice.0abc.json',
    ]);
    expect(requests[0]?.headers['cache-control']).toBe('no-cache');
    expect(client).toMatchObject({ host, gun: 'registry.example/team/app' });
  });

  it('finds servers below a path', async () => {
    const { url, requests } = await startServer((_, response) => response.end('{}'));
    await clientAt(`${url}/notary/`).find('root');
    expect(requests.map(({ path }) => path)).toEqual([`/notary${FILE}`]);
  });

  it('has nothing where the server answers 404', async () => {
    const { url } = await startServer((_, response) => json(response, {}, 404));
    expect(await clientAt(url).find('root')).toBeNull();
  });

  it('tries again when the server is busy', async () => {
    const { url } = await startServer((_, response, nth) => {
      if (nth === 1) json(response, {}, 503);
      else response.end('{}');
    });
    expect(await clientAt(url).find('root')).toEqual(Buffer.from('{}'));
  });

  it('gets a token for the whole name with the credentials of the registry', async () => {
    const { url, requests } = await startServer(({ path, headers }, response) => {
      if (path.startsWith('/token')) json(response, { token: 'sesame' });
      else if (headers.authorization === 'Bearer sesame') response.end('{}');
      else challenge(response, `Bearer realm="http://${headers.host}/token",service="notary"`);
    });
    const client = clientAt(url);
    await client.find('root');
    await client.find('timestamp');
    const token = requests.find(({ path }) => path.startsWith('/token'));
    const query = new URLSearchParams(token?.path.slice('/token?'.length));
    expect(query.get('scope')).toBe('repository:registry.example/team/app:pull');
    expect(query.get('service')).toBe('notary');
    expect(token?.headers.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`);
    expect(requests).toHaveLength(4);
  });

  it('logs in with a password where the server wants one', async () => {
    const { url } = await startServer(({ headers }, response) => {
      if (headers.authorization?.startsWith('Basic ') === true) response.end('{}');
      else challenge(response, 'Basic realm="notary"');
    });
    expect(await clientAt(url).find('root')).toEqual(Buffer.from('{}'));
  });

  it('says that it is denied: without a login, with a wrong one, and after a token', async () => {
    const wantsBasic: Answer = (_, response) => challenge(response, 'Basic realm="notary"');
    expect(await fault(wantsBasic, {})).toMatchObject({ code: 'CONTENT_TRUST_DENIED' });
    expect(await fault(wantsBasic)).toMatchObject({ code: 'CONTENT_TRUST_DENIED' });
    const error = await fault(({ path, headers }, response) => {
      if (path.startsWith('/token')) json(response, { token: 'sesame' });
      else if (headers.authorization !== undefined) json(response, { said: headers.authorization }, 403);
      else challenge(response, `Bearer realm="http://${headers.host}/token"`);
    });
    expect(error).toMatchObject({ code: 'CONTENT_TRUST_DENIED' });
    expect(String(error)).toContain('content trust of registry.example/team/app: root');
    expect(String(error)).not.toContain('sesame');
  });

  it('does not take the login along to another host, nor answers its challenge', async () => {
    const other = await startServer(({ headers }, response) =>
      challenge(response, `Basic realm="${headers.host}"`),
    );
    const error = await fault(({ headers }, response) => {
      if (headers.authorization === undefined) challenge(response, 'Basic realm="notary"');
      else response.writeHead(307, { location: `${other.url}/steal` }).end();
    });
    expect(error).toMatchObject({ code: 'CONTENT_TRUST_DENIED' });
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('says that the server is broken', async () => {
    const error = await fault((_, response) => json(response, {}, 500));
    expect(error).toMatchObject({ code: 'CONTENT_TRUST_SERVER_ERROR' });
  });

  it('says that the server is not there, or breaks off', async () => {
    const error = await caught(() => clientAt('http://127.0.0.1:1').find('root'));
    expect(error).toMatchObject({ code: 'CONTENT_TRUST_UNREACHABLE' });
    const half = await fault((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      response.destroy();
    });
    expect(half).toMatchObject({ code: 'CONTENT_TRUST_UNREACHABLE' });
  });

  it('does not use plain HTTP over a network', async () => {
    const error = await caught(() => clientAt('http://notary.example').find('root'));
    expect(error).toMatchObject({ code: 'CONTENT_TRUST_UNREACHABLE' });
  });

  it('refuses a file that is too large', async () => {
    const error = await fault((_, response) =>
      response.end(Buffer.alloc(LIMITS.contentTrustBytes.value + 1, ' ')),
    );
    expect(error).toMatchObject({ refusal: { code: 'CONTENT_TRUST_METADATA_TOO_LARGE' } });
  });

  it('refuses a file that is larger than it should be', async () => {
    const { url } = await startServer((_, response) => response.end('12345'));
    expect(await clientAt(url).find('root', 5)).toEqual(Buffer.from('12345'));
    const error = await caught(() => clientAt(url).find('root', 4));
    expect(error).toMatchObject({ refusal: { code: 'CONTENT_TRUST_METADATA_TOO_LARGE' } });
  });

  it('hands on what is wrong with the configuration of Docker', async () => {
    const auths = { 'registry.example': { auth: 'bm9wYXNzd29yZA==' } };
    const error = await fault((_, response) => challenge(response, 'Basic realm="notary"'), auths);
    expect(error).toMatchObject({ code: 'DOCKER_CONFIG_INVALID' });
  });

  it('waits with its own patience when none is given', async () => {
    const { url } = await startServer((_, response) => response.end('{}'));
    const { reference, env, signal, insecureRegistries } = registryOptions('registry.example/team/app:1');
    const place = notaryPlace({ server: url }, reference);
    const client = new NotaryClient({ place, registry: reference.registry, env, signal, insecureRegistries });
    expect(await client.find('root')).toEqual(Buffer.from('{}'));
  });
});

describe('a server that cannot be asked', () => {
  it('is an error and not a refusal, so that none found is not said', async () => {
    const { url } = await startServer((_, response) => json(response, {}, 403));
    const question = { reference: 'registry.example/app:1', digest: `sha256:${'ab'.repeat(32)}`, size: 1 };
    const asked = askNotary({ ...question, authority: { server: url, trustOnFirstUse: true } });
    await expect(asked).rejects.toMatchObject({ code: 'CONTENT_TRUST_DENIED' });
  });

  it('ends at once when the run is ended', async () => {
    const stopped = new AbortController();
    const { url } = await startServer(() => stopped.abort(new Error('ended')));
    const question = { reference: 'registry.example/app:1', digest: `sha256:${'ab'.repeat(32)}`, size: 1 };
    const asked = askNotary({
      ...question,
      authority: { server: url, trustOnFirstUse: true },
      context: { signal: stopped.signal },
    });
    await expect(asked).rejects.toThrow('ended');
  });
});

function challenge(response: Parameters<Answer>[1], value: string): void {
  response.writeHead(401, { 'www-authenticate': value }).end();
}
