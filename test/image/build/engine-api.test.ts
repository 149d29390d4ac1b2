import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createBuildLog } from '../../../src/image/build/build-log.ts';
import { buildWithEngine } from '../../../src/image/build/engine-api.ts';
import { connectDaemon } from '../../../src/image/daemon/client.ts';
import type { BuildSource, Platform } from '../../../src/model/source.ts';
import { buildSource } from '../../support/build-source.ts';
import { removeAtEnd } from '../../support/docker.ts';
import { recordingLog, type RecordingLog } from '../../support/recording-log.ts';
import { needs } from '../../support/services.ts';
import { workFolder } from '../../support/work-folder.ts';

const ID = `sha256:${'3'.repeat(64)}`;
const DONE = `{"aux":{"ID":"${ID}"}}\n`;

describe('buildWithEngine', () => {
  it('sends the context and every setting, and gives the id from the stream', async () => {
    const daemon = await fakeDaemon({ answer: `{"stream":"Step 1/1\\n"}\n${DONE}` });
    const { id, log } = await run(daemon.env, {
      source: {
        target: 'final',
        buildArgs: ['A=1=2', 'FROM_ENV', 'ABSENT'],
        labels: ['l=1', 'm'],
        tags: ['app:1', 'app:2'],
        cacheFrom: ['app:0', 'type=registry,ref=app:cache'],
      },
      platform: { os: 'linux', architecture: 'arm64', variant: null },
    });
    expect(id).toBe(ID);
    expect(log.messages).toEqual(['line: Step 1/1']);
    const query = daemon.query();
    expect(Object.fromEntries(query)).toMatchObject({
      version: '2',
      dockerfile: 'Dockerfile',
      target: 'final',
      platform: 'linux/arm64',
      buildargs: '{"A":"1=2","FROM_ENV":"value"}',
      labels: '{"l":"1","m":""}',
      cachefrom: '["app:0","app:cache"]',
    });
    expect(query.getAll('t')).toEqual(['app:1', 'app:2']);
    expect(gunzipSync(daemon.body()).toString('latin1')).toContain('FROM scratch');
  });

  it.each([
    ['1.38', 'linux', '1'],
    ['1.39', 'linux', '2'],
    ['1.51', 'linux', '2'],
    ['1.51', 'windows', '1'],
    ['odd', 'linux', '1'],
  ])('uses for interface %s on %s builder version %s', async (ApiVersion, Os, version) => {
    const daemon = await fakeDaemon({ version: { ApiVersion, Os } });
    await run(daemon.env);
    expect(daemon.query().get('version')).toBe(version);
  });

  it.each<[Partial<BuildSource>, string]>([
    [{ cacheTo: ['type=inline'] }, 'cache-to'],
    [{ cacheFrom: ['type=gha'] }, 'cache-from "type=gha"'],
    [{ cacheFrom: ['type=local,src=x'] }, 'cache-from "type=local,src=x"'],
  ])('does not pass over %j', async (source, words) => {
    const daemon = await fakeDaemon({});
    await expect(run(daemon.env, { source })).rejects.toMatchObject({
      code: 'BUILD_NEEDS_BUILDX',
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [
      'an error in the stream',
      '{"stream":"Step 1"}\n{"error":"exit 1","errorDetail":{}}\n',
      'BUILD_FAILED',
      'Step 1 / ERROR: exit 1',
    ],
    ['no id', '{"stream":"done"}\n', 'BUILD_NO_ID', 'did not say which image'],
    ['an id that is none', '{"aux":{"ID":"latest"}}\n', 'BUILD_NO_ID', 'did not say which image'],
    ['nonsense', 'nonsense\n', 'JSON_LINES_INVALID', 'not JSON'],
  ])('refuses %s', async (_name, answer, code, words) => {
    const daemon = await fakeDaemon({ answer });
    await expect(run(daemon.env)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });
});

describe.skipIf(!needs('dockerd'))('buildWithEngine on the real daemon', () => {
  it('builds, and shows the steps', async () => {
    const { id, log } = await run(process.env, { source: { labels: [`unique=${Math.random()}`] } });
    removeAtEnd(id);
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/u);
    expect(log.messages.some((line) => /^line: #\d+ .*COPY a \/(?: \(cached\))?$/u.test(line))).toBe(true);
  });

  it('says why a build failed', async () => {
    const work = run(process.env, { dockerfile: 'FROM scratch\nCOPY gone /\n' });
    await expect(work).rejects.toMatchObject({
      code: 'BUILD_FAILED',
      message: expect.stringMatching(/gone.*not found/u),
    });
  });
});

interface Run {
  readonly source?: Partial<BuildSource>;
  readonly platform?: Platform;
  readonly dockerfile?: string;
}

async function run(env: NodeJS.ProcessEnv, change: Run = {}): Promise<{ id: string; log: RecordingLog }> {
  const context = workFolder({ Dockerfile: change.dockerfile ?? 'FROM scratch\nCOPY a /\n', a: '1' });
  const log = recordingLog();
  const id = await buildWithEngine(await connectDaemon(env), {
    source: buildSource({ context, ...change.source }),
    context,
    dockerfile: join(context, 'Dockerfile'),
    dockerfileText: null,
    platform: change.platform ?? null,
    env: { FROM_ENV: 'value' },
    log: createBuildLog(log),
    signal: new AbortController().signal,
  });
  return { id, log };
}

interface FakeDaemon {
  readonly env: NodeJS.ProcessEnv;
  query(): URLSearchParams;
  body(): Buffer;
}

/** A server that speaks as a daemon does and keeps the bytes that it gets. */
async function fakeDaemon(options: { version?: object; answer?: string }): Promise<FakeDaemon> {
  let url = '';
  let body: Buffer = Buffer.alloc(0);
  const server = createServer((request, response) => {
    if (request.url === '/version') {
      response.end(JSON.stringify(options.version ?? { ApiVersion: '1.41', Os: 'linux' }));
      return;
    }
    url = request.url ?? '';
    void keep(request, response);
  });
  const keep = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    body = await whole(request);
    response.end(options.answer ?? DONE);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const env = { DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` };
  return { env, query: () => new URL(url, 'http://x').searchParams, body: () => body };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
