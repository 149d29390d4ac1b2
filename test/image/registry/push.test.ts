import { describe, expect, it } from 'vitest';
import { connectPusher } from '../../../src/image/registry/push.ts';
import { json, startServer } from '../../support/http-server.ts';
import type { Answer } from '../../support/http-server.ts';
import { basicEntry, registryOptions } from '../../support/registry-options.ts';
import { sha256Of } from '../../support/tar.ts';

const BYTES = Buffer.from('hello');
const DIGEST = sha256Of(BYTES);

/** Answers as a registry does, except where `other` answers. */
async function push(other: (...args: Parameters<Answer>) => boolean): Promise<readonly string[]> {
  const server = await startServer((request, response, nth) => {
    if (request.path === '/v2/' || other(request, response, nth)) {
      if (!response.writableEnded) response.writeHead(200).end();
      return;
    }
    if (request.method === 'HEAD') response.writeHead(404).end();
    else if (request.method === 'POST')
      response.writeHead(202, { location: '/v2/app/blobs/uploads/1?state=x' }).end();
    else response.writeHead(201).end();
  });
  const pusher = await connectPusher(registryOptions(`${server.host}/app`));
  await pusher.pushBlob(BYTES, DIGEST);
  await pusher.pushManifest(Buffer.from('{}'), 'latest', 'application/vnd.oci.image.manifest.v1+json');
  return server.requests
    .filter(({ path }) => path !== '/v2/')
    .map(({ method, path, body }) => `${method} ${path} ${body}`);
}

describe('pushing', () => {
  it('starts an upload, sends the blob where the registry says, then the manifest', async () => {
    expect(await push(() => false)).toEqual([
      `HEAD /v2/app/blobs/${DIGEST} `,
      'POST /v2/app/blobs/uploads/ ',
      `PUT /v2/app/blobs/uploads/1?state=x&digest=${encodeURIComponent(DIGEST)} hello`,
      'PUT /v2/app/manifests/latest {}',
    ]);
  });

  it('does not send a blob that is there', async () => {
    const sent = await push(({ method }) => method === 'HEAD');
    expect(sent.filter((request) => request.includes('hello'))).toEqual([]);
  });

  it('tries again when the registry is busy', async () => {
    let busy = true;
    const sent = await push(({ method }, response) => {
      if (method !== 'POST' || !busy) return false;
      busy = false;
      response.writeHead(503).end();
      return true;
    });
    expect(sent.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  });

  it('sends nothing to another host that the registry names', async () => {
    const other = await startServer((_request, response) => response.writeHead(201).end());
    const pushed = push(({ method }, response) => {
      if (method !== 'POST') return false;
      response.writeHead(202, { location: `${other.url}/upload` }).end();
      return true;
    });
    await expect(pushed).rejects.toMatchObject({ code: 'REGISTRY_ERROR' });
    expect(other.requests).toEqual([]);
  });

  it.each([
    [403, 'REGISTRY_DENIED'],
    [413, 'REGISTRY_ERROR'],
  ])('fails with HTTP %s', async (status, code) => {
    const pushed = push(({ method }, response) => {
      if (method !== 'PUT') return false;
      response.writeHead(status).end();
      return true;
    });
    await expect(pushed).rejects.toMatchObject({ code });
  });

  it('asks for a token that may push', async () => {
    const tokens = await startServer((_request, response) => json(response, { token: 't' }));
    const server = await startServer(({ path, headers }, response) => {
      if (path === '/v2/') response.end();
      else if (headers.authorization === 'Bearer t') response.writeHead(201).end();
      else response.writeHead(401, { 'www-authenticate': `Bearer realm="${tokens.url}/token"` }).end();
    });
    const options = registryOptions(`${server.host}/app`, { [server.host]: basicEntry('me', 'secret') });
    await (await connectPusher(options)).pushManifest(Buffer.from('{}'), 'latest', 'application/json');
    expect(tokens.requests[0]?.path).toContain(`scope=${encodeURIComponent('repository:app:pull,push')}`);
  });
});
