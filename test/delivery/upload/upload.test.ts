import { describe, expect, it, onTestFinished } from 'vitest';

import { uploadSarif } from '../../../src/delivery/upload/upload.ts';
import type { Upload } from '../../../src/delivery/upload/upload.ts';
import { sarifReport } from '../../../src/reports/sarif/sarif.ts';
import { startGitHubServer } from '../../support/github-server.ts';
import type { GitHubServer, GitHubServerOptions } from '../../support/github-server.ts';
import { json, startServer } from '../../support/http-server.ts';
import { failedReport } from '../../support/sample-report.ts';

const SARIF = sarifReport.render(failedReport());
const COMMIT = 'a'.repeat(40);

async function gitHub(options?: GitHubServerOptions): Promise<GitHubServer> {
  const server = await startGitHubServer(options);
  onTestFinished(() => server.close());
  return server;
}

async function upload(
  apiUrl: string,
  waits: number[] = [],
  over: { sarif?: string; token?: string; ref?: string } = {},
): Promise<Upload> {
  return await uploadSarif({
    apiUrl,
    repository: 'org/app',
    token: over.token ?? 'test-token',
    target: { commit: COMMIT, ref: over.ref ?? 'refs/heads/main' },
    sarif: over.sarif ?? SARIF,
    checkoutUri: 'file:///github/workspace',
    startedAt: '2026-01-02T03:04:05.000Z',
    async delay(ms) {
      waits.push(ms);
    },
  });
}

describe('uploadSarif', () => {
  it('hands over the file as GitHub wants it, and waits until it is processed', async () => {
    const server = await gitHub({ pending: 2 });
    const waits: number[] = [];
    const { id, status } = await upload(server.url, waits);
    expect(status).toBe('complete');
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(server.uploads).toMatchObject([
      {
        id,
        commit: COMMIT,
        ref: 'refs/heads/main',
        checkoutUri: 'file:///github/workspace',
        startedAt: '2026-01-02T03:04:05.000Z',
        toolName: 'Image Gate',
        text: SARIF,
      },
    ]);
  });

  it('asks below the path of an Enterprise Server', async () => {
    const server = await startServer((_, response) => json(response, { message: 'x' }, 404));
    await expect(upload(`${server.url}/api/v3/`)).rejects.toMatchObject({ code: 'UPLOAD_NOT_FOUND' });
    expect(server.requests[0]?.path).toBe('/api/v3/repos/org/app/code-scanning/sarifs');
  });

  it('tries again when the server stumbles', async () => {
    const server = await gitHub({ failures: 2 });
    expect((await upload(server.url)).status).toBe('complete');
    expect(server.uploads).toHaveLength(1);
  });

  it('gives up on a server that goes on stumbling', async () => {
    const server = await gitHub({ failures: 100 });
    await expect(upload(server.url)).rejects.toMatchObject({ code: 'UPLOAD_UNAVAILABLE' });
    expect(server.uploads).toEqual([]);
  });

  it('stops asking after a while, and says that GitHub is not through', async () => {
    const server = await gitHub({ pending: 1000 });
    const waits: number[] = [];
    expect((await upload(server.url, waits)).status).toBe('pending');
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(150_000);
  });

  it('shows what GitHub could not process', async () => {
    const server = await gitHub({ processingErrors: ['rejecting SARIF,\nas there are more runs'] });
    await expect(upload(server.url)).rejects.toMatchObject({
      code: 'UPLOAD_FAILED',
      message: expect.stringContaining(String.raw`rejecting SARIF,\u{a}as there are more runs`),
    });
  });

  it.each([
    [{ refuse: { status: 403, message: 'Resource not accessible by integration' } }, {}, 'UPLOAD_FORBIDDEN'],
    [{ refuse: { status: 404, message: 'Not Found' } }, {}, 'UPLOAD_NOT_FOUND'],
    [{ refuse: { status: 413, message: 'too large' } }, {}, 'UPLOAD_TOO_LARGE'],
    [{ repository: 'org/other' }, {}, 'UPLOAD_NOT_FOUND'],
    [{}, { token: 'stale' }, 'UPLOAD_UNAUTHORIZED'],
    [{}, { sarif: '{}' }, 'UPLOAD_REJECTED'],
    [
      {},
      { sarif: SARIF.replaceAll('"security-severity":"7.5"', '"security-severity":"x"') },
      'UPLOAD_REJECTED',
    ],
    [{}, { ref: 'main' }, 'UPLOAD_REJECTED'],
  ] as const)('with %j and %j is %s', async (options, over, code) => {
    const server = await gitHub(options);
    await expect(upload(server.url, [], over)).rejects.toMatchObject({ code });
    expect(server.uploads).toEqual([]);
  });

  it.each([
    ['no JSON', '<html>'],
    ['no id', '{}'],
    ['an id that leads elsewhere', '{"id":"../../user"}'],
  ])('does not trust an answer with %s', async (_, body) => {
    const server = await startServer((_request, response) => response.writeHead(202).end(body));
    await expect(upload(server.url)).rejects.toMatchObject({ code: 'UPLOAD_ANSWER' });
    expect(server.requests).toHaveLength(1);
  });

  it('does not hand the token to a server that it is sent to', async () => {
    const other = await startServer((_, response) => json(response, {}, 404));
    const server = await startServer((_, response) =>
      response.writeHead(307, { location: `${other.url}/x` }).end(),
    );
    await expect(upload(server.url)).rejects.toThrow();
    expect(other.requests.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
  });

  it('names no token in its errors', async () => {
    const server = await gitHub();
    await expect(upload(server.url, [], { token: 'ghs_secret' })).rejects.not.toThrow(/ghs_secret/u);
    await expect(upload('http://127.0.0.1:1', [], { token: 'ghs_secret' })).rejects.not.toThrow(
      /ghs_secret/u,
    );
  });
});
