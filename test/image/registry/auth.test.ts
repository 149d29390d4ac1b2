import { describe, expect, it, test } from 'vitest';
import { connectRegistry } from '../../../src/image/registry/client.ts';
import type { RegistryClient } from '../../../src/image/registry/client.ts';
import { LIMITS } from '../../../src/util/limits.ts';
import { caught } from '../../support/caught.ts';
import { startFakeRegistry } from '../../support/fake-registry.ts';
import { json, startServer } from '../../support/http-server.ts';
import type { Answer, TestServer } from '../../support/http-server.ts';
import { makeImage, ociBlobs } from '../../support/oci.ts';
import { basicEntry, registryOptions } from '../../support/registry-options.ts';

const parts = makeImage({ layers: [{ 'etc/motd': 'hello' }] });
const image = ociBlobs(parts);
const layers = [...image.blobs.keys()].filter((digest) => digest !== image.descriptor.digest);

interface Scene {
  readonly client: RegistryClient;
  readonly registry: TestServer;
  readonly tokens: TestServer;
}

/** A registry that wants the bearer token that `isGood` likes, and a token service. */
async function scene(options: {
  readonly token?: Answer;
  readonly entry?: object;
  readonly isGood?: (authorization: string | undefined) => boolean;
  readonly challenge?: (realm: string) => string;
}): Promise<Scene> {
  const { token = (_, response) => json(response, { token: 'good' }), entry = {} } = options;
  const { isGood = (text) => text === 'Bearer good' } = options;
  const { challenge = (realm) => `Bearer realm="${realm}",service="the service",scope="ignored"` } = options;
  const tokens = await startServer(token);
  const registry = await startFakeRegistry(image, (request, response) => {
    if (isGood(request.headers.authorization)) return false;
    const said = `you sent ${request.headers.authorization ?? 'nothing'}`;
    response.writeHead(401, { 'www-authenticate': challenge(`${tokens.url}/token?x=1`) }).end(said);
    return true;
  });
  const auths = { [registry.host]: entry };
  const client = await connectRegistry(registryOptions(`${registry.host}/app`, auths));
  return { client, registry, tokens };
}

describe('a registry that wants a token', () => {
  it('gets an anonymous one, for reading this repository only', async () => {
    const { client, tokens, registry } = await scene({});
    expect((await client.getManifest('latest')).digest).toBe(image.descriptor.digest);
    const query = new URL(tokens.requests[0]?.path ?? '', tokens.url).searchParams;
    expect([...query]).toEqual([
      ['x', '1'],
      ['scope', 'repository:app:pull'],
      ['service', 'the service'],
    ]);
    expect(tokens.requests[0]?.headers.authorization).toBeUndefined();
    expect(registry.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('gets the user’s one, and the password goes to the token service only', async () => {
    const { client, tokens, registry } = await scene({ entry: basicEntry('user', 'pa:ss') });
    await client.getManifest('latest');
    const basic = `Basic ${Buffer.from('user:pa:ss').toString('base64')}`;
    expect(tokens.requests[0]?.headers.authorization).toBe(basic);
    expect(registry.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer good']);
  });

  it('gets one for an identity token, by POST', async () => {
    const token: Answer = (_, response) => json(response, { access_token: 'good' });
    const { client, tokens } = await scene({ token, entry: { identitytoken: 'identity' } });
    await client.getManifest('latest');
    const [request] = tokens.requests;
    expect(request?.method).toBe('POST');
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'identity',
      client_id: 'image-gate',
      service: 'the service',
      scope: 'repository:app:pull',
    });
  });

  it('gets the registry token that is stored, without asking for another', async () => {
    const { client, tokens } = await scene({ entry: { registrytoken: 'good' } });
    await client.getManifest('latest');
    expect(tokens.requests).toHaveLength(0);
  });

  it('gets one token for all, even when all ask at once', async () => {
    const { client, tokens } = await scene({});
    const signal = new AbortController().signal;
    const sizes = layers.map((digest) => ({
      mediaType: '',
      digest,
      size: image.blobs.get(digest)?.length ?? 0,
    }));
    await Promise.all([
      client.getManifest('latest'),
      client.head('latest'),
      ...sizes.map((d) => client.openBlob(d, signal)),
    ]);
    expect(tokens.requests).toHaveLength(1);
  });

  it('gets no second one for a request that was refused while the first one was fetched', async () => {
    const held = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    let refused = 0;
    const tokens = await startServer((_, response) => {
      // Only once both requests were sent without a token.
      void second.promise.then(() => json(response, { token: 'good' }));
    });
    const registry = await startFakeRegistry(image, (request, response) => {
      if (request.headers.authorization === 'Bearer good') return false;
      const refuse = (): unknown =>
        response.writeHead(401, { 'www-authenticate': `Bearer realm="${tokens.url}"` }).end();
      refused++;
      if (refused === 1) refuse();
      else {
        second.resolve();
        void held.promise.then(refuse);
      }
      return true;
    });
    const client = await connectRegistry(registryOptions(`${registry.host}/app`));
    const [first, late] = [client.getManifest('latest'), client.getManifest('latest')];
    await Promise.race([first, late]);
    held.resolve();
    expect((await first).digest).toBe((await late).digest);
    expect(tokens.requests).toHaveLength(1);
  });

  it('gets a new one when the old one is over', async () => {
    let good = 'one';
    const token: Answer = (_, response) => json(response, { token: good });
    const { client, tokens } = await scene({ token, isGood: (text) => text === `Bearer ${good}` });
    await client.getManifest('latest');
    good = 'two';
    await client.getManifest('latest');
    expect(tokens.requests).toHaveLength(2);
  });

  it('denies when it does not like the new one either, after one try', async () => {
    const token: Answer = (_, response, n) => json(response, { token: `secret-${n}` });
    const { client, tokens } = await scene({ token });
    const error = await caught(() => client.getManifest('latest'));
    expect(error).toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(String(error)).toContain('you sent Bearer ***');
    expect(String(error)).not.toContain('secret-');
    expect(tokens.requests).toHaveLength(1);
  });

  it('and offers a password as well gets the token', async () => {
    const challenge = (realm: string): string => `Basic realm="x", Bearer realm="${realm}"`;
    const { client, registry } = await scene({ challenge, entry: basicEntry('user', 'pass') });
    await client.getManifest('latest');
    expect(registry.requests.at(-1)?.headers.authorization).toBe('Bearer good');
  });
});

describe('a token service', () => {
  test.each([401, 403])('that answers %i is a denial, and shows no secret', async (status) => {
    const token: Answer = (request, response) => {
      response.writeHead(status).end(`no: ${request.headers.authorization ?? ''} ${request.path}`);
    };
    const { client } = await scene({ token, entry: basicEntry('user', 'password1') });
    const error = await caught(() => client.getManifest('latest'));
    expect(error).toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(String(error)).not.toContain('password1');
    expect(String(error)).not.toContain(Buffer.from('user:password1').toString('base64'));
  });

  it('that is down for a while is asked again', async () => {
    const token: Answer = (_, response, n) => {
      if (n < 3) response.writeHead(503).end();
      else json(response, { token: 'good' });
    };
    const { client } = await scene({ token });
    expect((await client.getManifest('latest')).digest).toBe(image.descriptor.digest);
  });

  it('that stays down is not asked again and again for each try of the registry', async () => {
    const { client, tokens } = await scene({ token: (_, response) => response.writeHead(503).end() });
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code: 'REGISTRY_ERROR' });
    expect(tokens.requests).toHaveLength(LIMITS.httpTries.value);
  });

  it('that breaks off names itself, not the registry', async () => {
    const { client, tokens } = await scene({ token: (_, response) => response.destroy() });
    await expect(client.getManifest('latest')).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
      message: expect.stringContaining(tokens.host) as string,
    });
    expect(tokens.requests).toHaveLength(LIMITS.httpTries.value);
  });

  test.each<[string, unknown]>([
    ['no token', {}],
    ['an empty token', { token: '', access_token: '' }],
    ['a token with a line break', { token: 'secret\r\nx: y' }],
    ['a token that is no text', { token: 5 }],
    ['no object', 'secret'],
  ])('that gives %s is an error that shows nothing of it', async (_name, value) => {
    const { client } = await scene({ token: (_, response) => json(response, value) });
    const error = await caught(() => client.getManifest('latest'));
    expect(error).toMatchObject({ code: 'REGISTRY_TOKEN_INVALID' });
    expect(String(error)).not.toContain('secret');
  });

  test.each<[string, string, string]>([
    ['no URL', 'REGISTRY_REALM_REFUSED', ''],
    ['plain HTTP elsewhere', 'REGISTRY_INSECURE', 'http://tokens.invalid/token'],
    ['a file', 'REGISTRY_INSECURE', 'file:///etc/passwd'],
  ])('at %s gets no credentials', async (_name, code, realm) => {
    const challenge = (): string => `Bearer realm="${realm}"`;
    const { client } = await scene({ challenge, entry: basicEntry('user', 'pass') });
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code });
  });

  it('on this machine gets no credentials of a registry elsewhere', async () => {
    const { registry, tokens } = await scene({});
    // On Linux this address leads to this machine, and stands for another one here.
    const host = registry.host.replace('127.0.0.1', '0.0.0.0');
    const options = { ...registryOptions(`${host}/app`), insecureRegistries: [host] };
    const client = await connectRegistry(options);
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code: 'REGISTRY_REALM_REFUSED' });
    expect(tokens.requests).toHaveLength(0);
  });

  it('does not get the password through a redirect to another origin', async () => {
    const thief = await startServer((_, response) => json(response, { token: 'good' }));
    const token: Answer = (_, response) => response.writeHead(307, { location: thief.url }).end();
    const { client } = await scene({ token, entry: basicEntry('user', 'pass') });
    await client.getManifest('latest');
    expect(thief.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe('a blob on another host', () => {
  const config = { mediaType: '', digest: parts.imageId, size: parts.config.length };

  it('is fetched without our token', async () => {
    const store = await startServer((_, response) => response.end(parts.config));
    const registry = await startFakeRegistry(image, (request, response) => {
      if (!request.path.includes('/blobs/')) return false;
      response.writeHead(307, { location: `${store.url}/signed?key=1` }).end();
      return true;
    });
    const auths = { [registry.host]: { registrytoken: 'secret' } };
    const client = await connectRegistry(registryOptions(`${registry.host}/app`, auths));
    expect(await client.getBlob(config, 1_000_000)).toEqual(parts.config);
    expect(JSON.stringify(store.requests)).not.toContain('secret');
  });

  it('cannot ask for our credentials', async () => {
    const tokens = await startServer((_, response) => json(response, { token: 'good' }));
    const store = await startServer((_, response) => {
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${tokens.url}"` }).end();
    });
    const registry = await startFakeRegistry(image, (_, response) => {
      response.writeHead(307, { location: store.url }).end();
      return true;
    });
    const auths = { [registry.host]: basicEntry('user', 'pass') };
    const client = await connectRegistry(registryOptions(`${registry.host}/app`, auths));
    await expect(client.getBlob(config, 1_000_000)).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(tokens.requests).toHaveLength(0);
  });
});

describe('a registry that asks in a way we do not know', () => {
  test.each(['Negotiate', '', 'Basic realm="x"'])('(%j) is a denial', async (challenge) => {
    const { client } = await scene({ challenge: () => challenge });
    await expect(client.getManifest('latest')).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
  });
});
