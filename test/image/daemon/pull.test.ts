import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectDaemon } from '../../../src/image/daemon/client.ts';
import { pullImage } from '../../../src/image/daemon/pull.ts';
import { parseReference } from '../../../src/model/reference.ts';
import { parsePlatform } from '../../../src/model/source.ts';
import { SILENT } from '../../../src/util/log.ts';
import { startServer, type SeenRequest } from '../../support/http-server.ts';
import { workFolder } from '../../support/work-folder.ts';

const DIGEST = `sha256:${'2'.repeat(64)}`;

describe('pullImage', () => {
  it.each([
    ['alpine', 'docker.io/library/alpine', 'latest'],
    ['alpine:3', 'docker.io/library/alpine', '3'],
    [`alpine:3@${DIGEST}`, 'docker.io/library/alpine', DIGEST],
    ['localhost:5000/a/b:1', 'localhost:5000/a/b', '1'],
  ])('asks the daemon for %s and no more than that', async (text, image, tag) => {
    const { request } = await pull(text, '{"status":"done"}\n');
    const query = new URL(request.path, 'http://x').searchParams;
    expect(request.method).toBe('POST');
    expect({ image: query.get('fromImage'), tag: query.get('tag') }).toEqual({ image, tag });
    expect(query.get('platform')).toBeNull();
  });

  it('passes on the platform and the credentials for that registry alone', async () => {
    const auth = Buffer.from('me:pass:word').toString('base64');
    const auths = { 'reg.example': { auth }, 'other.example': { auth: 'eDp5' } };
    const { request } = await pull('reg.example/a:1', '', { auths });
    expect(new URL(request.path, 'http://x').searchParams.get('platform')).toBe('linux/arm64');
    const header = Buffer.from(String(request.headers['x-registry-auth']), 'base64url').toString('utf8');
    expect(JSON.parse(header)).toEqual({
      username: 'me',
      password: 'pass:word',
      serveraddress: 'reg.example',
    });
    expect(request.path).not.toContain('word');
  });

  it('sends no credentials where there are none', async () => {
    const { request } = await pull('reg.example/a:1', '', { auths: { 'other.example': { auth: 'eDp5' } } });
    expect(request.headers['x-registry-auth']).toBeUndefined();
  });

  it('finds the error in the stream', async () => {
    const work = pull(
      'alpine',
      '{"status":"x"}\n{"errorDetail":{"message":"denied"},"error":"pull access denied"}\n',
    );
    await expect(work).rejects.toMatchObject({
      code: 'PULL_FAILED',
      message: 'pulling docker.io/library/alpine:latest: pull access denied',
    });
  });

  it('says what the daemon refuses', async () => {
    await expect(pull('alpine', '{"message":"no such host"}', {}, 500)).rejects.toThrow('no such host');
  });
});

async function pull(
  text: string,
  answer: string,
  config: object = {},
  status = 200,
): Promise<{ request: SeenRequest }> {
  const server = await startServer((_request, response) => response.writeHead(status).end(answer));
  const folder = workFolder({ 'config.json': JSON.stringify(config) });
  const reference = parseReference(text);
  if (reference === null) throw new Error(`not a reference: ${text}`);
  await pullImage(await connectDaemon({ DOCKER_HOST: `tcp://${server.host}` }), {
    reference,
    platform: 'auths' in config ? parsePlatform('linux/arm64') : null,
    env: { DOCKER_CONFIG: join(folder) },
    log: SILENT,
    signal: new AbortController().signal,
  });
  const [request] = server.requests;
  if (request === undefined) throw new Error('nothing was asked');
  return { request };
}
