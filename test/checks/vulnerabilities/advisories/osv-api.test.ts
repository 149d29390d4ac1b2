import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openOsvApi } from '../../../../src/checks/vulnerabilities/advisories/osv-api.ts';
import type { LookupResult, PackageQuery } from '../../../../src/checks/vulnerabilities/advisories/source.ts';
import { SourceError } from '../../../../src/model/errors.ts';
import type { Logger } from '../../../../src/util/log.ts';
import { SILENT } from '../../../../src/util/log.ts';
import { rawRecord } from '../../../support/osv-records.ts';
import type { OsvFault, OsvServer, OsvServerOptions } from '../../../support/osv-server.ts';
import { startOsvServer } from '../../../support/osv-server.ts';
import { workFolder } from '../../../support/work-folder.ts';

const NPM_A: PackageQuery = { ecosystem: 'npm', name: 'a', version: '1.0.0' };
const NPM_B: PackageQuery = { ecosystem: 'npm', name: 'b', version: '2.0.0' };
const ANSWERS = {
  npm: [
    { name: 'a', version: '1.0.0', ids: ['GHSA-1', 'GHSA-2', 'GHSA-3'] },
    { name: 'b', version: '2.0.0', ids: ['GHSA-3'] },
    { name: 'c', version: '1.0.0', ids: [] },
  ],
};

let server: OsvServer | null = null;

afterEach(async () => {
  await server?.close();
  expect(server?.problems ?? []).toEqual([]);
  server = null;
});

describe('the OSV API', () => {
  it('gives each question its records, and fetches each record once', async () => {
    const result = await lookup({ answers: ANSWERS }, [NPM_A, NPM_B, { ...NPM_A, version: '1.0.1' }]);
    expect(idsOf(result)).toEqual([['GHSA-1', 'GHSA-2', 'GHSA-3'], ['GHSA-3'], []]);
    expect(server?.requests.filter((request) => request.startsWith('GET')).sort()).toEqual([
      'GET /v1/vulns/GHSA-1',
      'GET /v1/vulns/GHSA-2',
      'GET /v1/vulns/GHSA-3',
    ]);
    expect(result.info).toMatchObject({ source: 'osv', newest: '2026-08-01T00:00:00Z' });
  });

  it('follows the pages of each question to their end', async () => {
    const result = await lookup({ answers: ANSWERS, pageSize: 1 }, [NPM_B, NPM_A]);
    expect(idsOf(result)).toEqual([['GHSA-3'], ['GHSA-1', 'GHSA-2', 'GHSA-3']]);
    expect(server?.batches).toEqual([2, 1, 1]);
  });

  it('asks at most 1,000 questions at once, and keeps their order', async () => {
    const names = Array.from({ length: 2500 }, (_, index) => `p${String(index)}`);
    const npm = names.map((name, index) => ({
      name,
      version: '1.0.0',
      ids: index % 500 === 7 ? [`X-${name}`] : [],
    }));
    const queries = names.map((name) => ({ ecosystem: 'npm', name, version: '1.0.0' }));
    const result = await lookup({ answers: { npm } }, queries);
    expect(server?.batches).toEqual([1000, 1000, 500]);
    expect(idsOf(result)).toEqual(npm.map((entry) => entry.ids));
  });

  it('asks for less where that was too much', async () => {
    const result = await lookup({ answers: ANSWERS, maxQueries: 1 }, [NPM_A, NPM_B]);
    expect(idsOf(result)).toEqual([['GHSA-1', 'GHSA-2', 'GHSA-3'], ['GHSA-3']]);
    expect(server?.batches).toEqual([2, 1, 1]);
  });

  it('tries again when the server has a bad moment', async () => {
    const result = await lookup({ answers: ANSWERS, failWith: 'status-500', failures: 2 }, [NPM_B]);
    expect(idsOf(result)).toEqual([['GHSA-3']]);
  });

  it('covers a release that it has records of, and no other', async () => {
    const records = [
      rawRecord({ id: 'ALPINE-CVE-2024-1', of: 'Alpine:v3.19 openssl' }),
      rawRecord({ id: 'GHSA-1', of: 'npm minimist' }),
    ];
    const result = await lookup({ records }, [
      { ecosystem: 'Alpine:v3.19', name: 'zlib', version: '1-r0' },
      { ecosystem: 'Alpine:v9.99', name: 'zlib', version: '1-r0' },
      { ecosystem: 'Slackware:15', name: 'zlib', version: '1' },
      NPM_A,
    ]);
    expect([...result.notCovered]).toEqual([
      ['Slackware:15', 'the OSV API has no records of it'],
      ['Alpine:v9.99', 'the OSV API has no records of this release'],
    ]);
    expect(idsOf(result)).toEqual([[], [], [], []]);
  });

  it('does not take the silence of an empty mirror for a good answer', async () => {
    const pypi = { ecosystem: 'PyPI', name: 'a', version: '1' };
    const empty = await lookup({}, [NPM_A, NPM_B, pypi]);
    expect([...empty.notCovered.keys()]).toEqual(['npm', 'PyPI']);
    expect(empty.notCovered.get('npm')).toContain('no records of lodash');
  });

  it('asks whether a mirror is empty only when it has no answer at all', async () => {
    const other = { ...NPM_A, version: '1.0.1' };
    expect((await lookup({ answers: ANSWERS }, [NPM_B, other])).notCovered.size).toBe(0);
    expect(server?.batches).toEqual([2]);
  });

  it('tells of records that do not follow the schema', async () => {
    const result = await lookup({ answers: ANSWERS, failWith: 'malformed-record' }, [NPM_B]);
    expect(result.unreadable).toEqual([{ id: 'GHSA-3', reason: expect.stringContaining('modified') }]);
    expect(idsOf(result)).toEqual([[]]);
  });

  it('tells of records that came as an answer and are about something else', async () => {
    const { unreadable } = await lookup({ answers: ANSWERS, failWith: 'other-package' }, [NPM_B]);
    expect(unreadable).toEqual([{ id: 'GHSA-3', reason: expect.stringContaining('does not name it') }]);
  });

  it.each<[fault: OsvFault, code: string]>([
    ['status-500', 'ADVISORIES_UNREACHABLE'],
    ['status-404', 'ADVISORIES_UNREACHABLE'],
    ['half', 'ADVISORIES_UNREACHABLE'],
    ['records-500', 'ADVISORIES_UNREACHABLE'],
    ['garbage', 'ADVISORIES_BAD_ANSWER'],
    ['too-few', 'ADVISORIES_BAD_ANSWER'],
    ['no-results', 'ADVISORIES_BAD_ANSWER'],
    ['error-beside', 'ADVISORIES_BAD_ANSWER'],
    ['error-inside', 'ADVISORIES_BAD_ANSWER'],
    ['bad-id', 'ADVISORIES_BAD_ANSWER'],
    ['wrong-record', 'ADVISORIES_BAD_ANSWER'],
    ['endless-pages', 'ADVISORIES_BAD_ANSWER'],
  ])('fails, and never says "no vulnerabilities", on %s', async (failWith, code) => {
    const failure = await lookup({ answers: ANSWERS, failWith }, [NPM_A]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SourceError);
    expect(failure).toMatchObject({ code, hint: expect.stringMatching(/./u) });
  });

  it('fails when nobody listens', async () => {
    const gone = await startOsvServer();
    await gone.close();
    const source = openOsvApi({ url: gone.url, cacheDir: null, log: SILENT, delay: noWait });
    await expect(source.lookup([NPM_A], new AbortController().signal)).rejects.toMatchObject({
      code: 'ADVISORIES_UNREACHABLE',
      message: expect.stringContaining(gone.url),
    });
  });

  it('refuses plain HTTP to another machine', async () => {
    const source = openOsvApi({ url: 'http://osv.example', cacheDir: null, log: SILENT, delay: noWait });
    await expect(source.lookup([NPM_A], new AbortController().signal)).rejects.toMatchObject({
      code: 'ADVISORIES_UNREACHABLE',
      message: expect.stringContaining('not HTTPS'),
    });
  });

  it('shows how far it is, and clears that at the end', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `X-${String(index)}`);
    server = await startOsvServer({ answers: { npm: [{ name: 'a', version: '1.0.0', ids }] } });
    const shown: (string | null)[] = [];
    const log: Logger = { ...SILENT, progress: (text) => shown.push(text) };
    const source = openOsvApi({ url: server.url, cacheDir: null, log, delay: noWait });
    await source.lookup([NPM_A], new AbortController().signal);
    expect(shown).toEqual(['advisories: 50 of 120', 'advisories: 100 of 120', null]);
  });

  it('fetches no more records once one has failed', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `X-${String(index)}`);
    const answers = { npm: [{ name: 'a', version: '1.0.0', ids }] };
    await expect(lookup({ answers, failWith: 'wrong-record' }, [NPM_A])).rejects.toThrow('asked for');
    expect(server?.requests.length).toBeLessThan(50);
  });

  it('stops with the reason of the signal', async () => {
    server = await startOsvServer({ answers: ANSWERS });
    const source = openOsvApi({ url: server.url, cacheDir: null, log: SILENT, delay: noWait });
    await expect(source.lookup([NPM_A], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});

describe('the cache of the OSV API', () => {
  it('spares fetching records that have not changed', async () => {
    const cacheDir = workFolder();
    await lookup({ answers: ANSWERS }, [NPM_A], cacheDir);
    await server?.close();
    const result = await lookup({ answers: ANSWERS, failWith: 'records-500' }, [NPM_A], cacheDir);
    expect(idsOf(result)).toEqual([['GHSA-1', 'GHSA-2', 'GHSA-3']]);
    expect(server?.requests).toEqual(['POST /v1/querybatch']);
  });

  it('fetches records again that have changed', async () => {
    const cacheDir = workFolder();
    const record = (modified: string) => rawRecord({ id: 'GHSA-1', of: 'npm a', modified });
    await lookup({ records: [record('2024-01-01T00:00:00Z')] }, [NPM_A], cacheDir);
    await server?.close();
    const result = await lookup({ records: [record('2024-02-02T00:00:00Z')] }, [NPM_A], cacheDir);
    expect(result.records[0]?.[0]?.modified).toBe('2024-02-02T00:00:00Z');
  });

  it('lets a run that was cut go on from the records it has', async () => {
    const cacheDir = workFolder();
    const ids = Array.from({ length: 120 }, (_, index) => `X-${String(index)}`);
    const options = { answers: { npm: [{ name: 'a', version: '1.0.0', ids }] } };
    server = await startOsvServer(options);
    const cut = new AbortController();
    const log: Logger = { ...SILENT, progress: () => cut.abort(new Error('cut')) };
    const source = openOsvApi({ url: server.url, cacheDir, log, delay: noWait });
    await expect(source.lookup([NPM_A], cut.signal)).rejects.toThrow('cut');
    await server.close();
    const result = await lookup(options, [NPM_A], cacheDir);
    expect(idsOf(result)[0]?.toSorted()).toEqual(ids.toSorted());
    const fetched = server?.requests.filter((request) => request.startsWith('GET ')).length;
    // Progress is shown at 50 records, when the rest of ten workers may each have one more under way.
    expect(fetched).toBeGreaterThan(50);
    expect(fetched).toBeLessThanOrEqual(70);
  });

  it('keeps no record that does not follow the schema', async () => {
    const cacheDir = workFolder({ 'osv/': '' });
    await lookup({ answers: ANSWERS, failWith: 'malformed-record' }, [NPM_A], cacheDir);
    expect(readdirSync(join(cacheDir, 'osv'))).toEqual([]);
  });
});

const noWait = (): Promise<void> => Promise.resolve();

async function lookup(
  options: OsvServerOptions,
  packages: readonly PackageQuery[],
  cacheDir: string | null = null,
): Promise<LookupResult> {
  server = await startOsvServer(options);
  const source = openOsvApi({ url: `${server.url}/`, cacheDir, log: SILENT, delay: noWait });
  return source.lookup(packages, new AbortController().signal);
}

function idsOf(result: LookupResult): readonly (readonly string[])[] {
  return result.records.map((records) => records.map((record) => record.id));
}
