import { afterEach, describe, expect, it } from 'vitest';
import type { OsvClient } from '../../../../src/checks/vulnerabilities/advisories/osv-client.ts';
import { createOsvClient } from '../../../../src/checks/vulnerabilities/advisories/osv-client.ts';
import type { OsvServer, OsvServerOptions } from '../../../support/osv-server.ts';
import { startOsvServer } from '../../../support/osv-server.ts';

const ANSWERS = { npm: [{ name: 'a', version: '1.0.0', ids: ['GHSA-1', 'GHSA-2'] }] };
const A = { package: { name: 'a', ecosystem: 'npm' }, version: '1.0.0' };
const OTHER = { package: { name: 'z', ecosystem: 'npm' }, version: '1.0.0' };

let server: OsvServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

describe('a batch of queries', () => {
  it('is answered in its order', async () => {
    const client = await connect({ answers: ANSWERS });
    const answers = await client.queryBatch([OTHER, A]);
    expect(answers.map((answer) => answer.vulns.map((vuln) => vuln.id))).toEqual([[], ['GHSA-1', 'GHSA-2']]);
    expect(answers.map((answer) => answer.nextPage)).toEqual([null, null]);
  });

  it('says where there is more, and gives it', async () => {
    const client = await connect({ answers: ANSWERS, pageSize: 1 });
    const [first] = await client.queryBatch([A]);
    expect(first?.nextPage).toEqual(expect.any(String));
    const [second] = await client.queryBatch([{ ...A, page_token: first?.nextPage ?? '' }]);
    expect(second).toMatchObject({ vulns: [{ id: 'GHSA-2' }], nextPage: null });
  });

  it('is not sent when it is empty', async () => {
    const client = await connect({});
    expect(await client.queryBatch([])).toEqual([]);
    expect(server?.requests).toEqual([]);
  });

  it('without a version asks for every version', async () => {
    const client = await connect({ answers: ANSWERS });
    const [answer] = await client.queryBatch([{ package: A.package }]);
    expect(answer?.vulns).toHaveLength(2);
  });

  it('says what the server said when it refuses a single query', async () => {
    const client = await connect({ answers: ANSWERS, maxQueries: 0 });
    await expect(client.queryBatch([A, OTHER])).rejects.toMatchObject({
      code: 'ADVISORIES_UNREACHABLE',
      message: expect.stringMatching(/status 413: .*too large/u),
    });
  });
});

describe('a record', () => {
  it('is given as it was sent', async () => {
    const client = await connect({ answers: ANSWERS });
    expect(await client.getRecord('GHSA-1')).toMatchObject({
      id: 'GHSA-1',
      affected: [{ versions: ['1.0.0'] }],
    });
  });

  it('that is not there is an error', async () => {
    const client = await connect({ answers: ANSWERS });
    await expect(client.getRecord('GHSA-9')).rejects.toMatchObject({ code: 'ADVISORIES_UNREACHABLE' });
  });
});

async function connect(options: OsvServerOptions): Promise<OsvClient> {
  server = await startOsvServer(options);
  const { signal } = new AbortController();
  return createOsvClient({ url: server.url, signal, delay: () => Promise.resolve() });
}
