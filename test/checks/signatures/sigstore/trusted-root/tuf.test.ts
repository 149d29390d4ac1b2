import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networkFetcher } from '../../../../../src/checks/signatures/sigstore/trusted-root/tuf-fetcher.ts';
import { fetchTufTarget } from '../../../../../src/checks/signatures/sigstore/trusted-root/tuf.ts';
import { startTufServer, tufRepository } from '../../../../support/tuf-repository.ts';
import type { TufServer, TufState } from '../../../../support/tuf-repository.ts';
import { verifyContext } from '../../../../support/verify-context.ts';

const DAY = 86_400_000;
const OLD = 'the old root';
const NEW = 'the new root';

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'image-gate-test-'));
});
afterEach(async () => {
  await rm(cacheDir, { recursive: true, force: true });
});

describe('a target of a TUF repository', () => {
  it('is fetched and verified', async () => {
    const { get, serve } = await scene();
    serve({ target: NEW });
    expect(await get()).toBe(NEW);
  });

  it('is fetched through new versions of the root', async () => {
    const { repository, server, get } = await scene();
    const roots = [
      ['2.root.json', repository.rotate(2)] as const,
      ['3.root.json', repository.rotate(3)] as const,
    ];
    server.serve(new Map([...repository.files({ target: NEW }), ...roots]));
    expect(await get()).toBe(NEW);
    expect(server.requests.map(({ path }) => path).slice(0, 4)).toEqual([
      '/tuf/2.root.json',
      '/tuf/3.root.json',
      '/tuf/4.root.json',
      '/tuf/timestamp.json',
    ]);
  });

  it('needs no network while what was fetched before has not expired', async () => {
    const { server, get, serve } = await scene();
    serve({ target: OLD });
    expect(await get(cacheDir)).toBe(OLD);
    const before = server.requests.length;
    serve({ target: NEW, version: 2 });
    expect(await get(cacheDir)).toBe(OLD);
    expect(server.requests.length).toBe(before);
  });

  it('is fetched again when it has', async () => {
    const { repository, get, serve } = await scene();
    serve({ target: OLD });
    await get(cacheDir);
    await keep(repository.files({ target: OLD, expires: { timestamp: -DAY } }));
    serve({ target: NEW, version: 2 });
    expect(await get(cacheDir)).toBe(NEW);
    expect((await kept()).map((file) => basename(file)).toSorted()).toEqual([
      '2.snapshot.json',
      '2.targets.json',
      expect.stringMatching(/^targets%2F[0-9a-f]{64}\.trusted_root\.json$/u),
      'timestamp.json',
    ]);
  });

  it('may not go back to an older version than was seen', async () => {
    const { repository, get, serve } = await scene();
    serve({ target: NEW, version: 5 });
    await get(cacheDir);
    await keep(repository.files({ target: NEW, version: 5, expires: { timestamp: -DAY } }));
    serve({ target: OLD, version: 4 });
    await expect(get(cacheDir)).rejects.toMatchObject({ code: 'TRUSTED_ROOT_INVALID' });
    serve({ target: NEW, version: 6 });
    expect(await get(cacheDir)).toBe(NEW);
  });

  it('is fetched again when the cache was tampered with', async () => {
    const { get, serve } = await scene();
    serve({ target: OLD });
    await get(cacheDir);
    for (const file of await kept()) await writeFile(file, '{"signed":{}}');
    expect(await get(cacheDir)).toBe(OLD);
  });

  it('is fetched where the cache cannot be used', async () => {
    const { get, serve } = await scene();
    serve({ target: NEW });
    const file = join(cacheDir, 'file');
    await writeFile(file, '');
    expect(await get(file)).toBe(NEW);
  });

  /** As if an earlier run had fetched these. */
  async function keep(files: ReadonlyMap<string, Buffer>): Promise<void> {
    const [file = ''] = await kept();
    for (const [name, bytes] of files) await writeFile(join(dirname(file), encodeURIComponent(name)), bytes);
  }

  async function kept(): Promise<readonly string[]> {
    const [id = ''] = await readdir(join(cacheDir, 'tuf'));
    return (await readdir(join(cacheDir, 'tuf', id))).map((name) => join(cacheDir, 'tuf', id, name));
  }
});

describe('nothing is fetched, and it is said why, when', () => {
  it.each<[string, (state: { readonly path: string; readonly response: ServerResponse }) => boolean, string]>(
    [
      ['the server has a fault', ({ response }) => answer(response, 500), 'TUF_UNREACHABLE'],
      ['a proxy refuses', ({ response }) => answer(response, 403), 'TUF_UNREACHABLE'],
      ['there is no repository', ({ response }) => answer(response, 404), 'TUF_UNREACHABLE'],
      [
        'the snapshot is not there',
        ({ path, response }) => path.endsWith('snapshot.json') && answer(response, 404),
        'TUF_UNREACHABLE',
      ],
      [
        'half of the targets comes',
        ({ path, response }) => {
          if (!path.endsWith('targets.json')) return false;
          response.writeHead(200, { 'content-length': 10_000 }).write('{');
          response.destroy();
          return true;
        },
        'TUF_UNREACHABLE',
      ],
    ],
  )('%s', async (_, intercept, code) => {
    const server = await startTufServer(({ path }, response) => intercept({ path, response }));
    const repository = tufRepository();
    server.serve(repository.files({ target: NEW }));
    await expect(get(server, repository.root, null)).rejects.toMatchObject({ code });
  });

  it('it takes too long', async () => {
    const server = await startTufServer(() => true);
    const fetcher = networkFetcher(server.url, new AbortController().signal, 20);
    await expect(fetcher.downloadBytes(`${server.url}/timestamp.json`, 100)).rejects.toThrow();
    expect(fetcher.failure).toMatchObject({ code: 'TUF_TIMEOUT' });
  });

  it('the run is ended', async () => {
    const ended = new AbortController();
    const server = await startTufServer(() => {
      ended.abort(new Error('ended'));
      return true;
    });
    const repository = { url: server.url, root: tufRepository().root, target: 'x' };
    await expect(fetchTufTarget(repository, verifyContext({ signal: ended.signal }))).rejects.toThrow(
      'ended',
    );
  });
});

function answer(response: ServerResponse, status: number): true {
  response.writeHead(status).end();
  return true;
}

async function scene() {
  const server = await startTufServer();
  const repository = tufRepository();
  return {
    repository,
    server,
    serve: (state: TufState) => server.serve(repository.files(state)),
    get: (cache: string | null = null) => get(server, repository.root, cache),
  };
}

function get(server: TufServer, root: string, cache: string | null): Promise<string> {
  return fetchTufTarget(
    { url: server.url, root, target: 'trusted_root.json' },
    verifyContext({ cacheDir: cache }),
  );
}
