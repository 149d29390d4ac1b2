import { describe, expect, it } from 'vitest';
import { addressExports } from '../../../../../src/checks/vulnerabilities/advisories/bundle/exports-address.ts';
import { SILENT } from '../../../../../src/util/log.ts';
import { startServer } from '../../../../support/http-server.ts';
import type { Answer } from '../../../../support/http-server.ts';
import { rawRecord } from '../../../../support/osv-records.ts';
import { workFolder } from '../../../../support/work-folder.ts';
import { makeZip } from '../../../../support/zip.ts';

const ZIP = makeZip({ 'A-1.json': JSON.stringify(rawRecord({ id: 'A-1' })) });

async function idsAt(answer: Answer, ecosystem = 'Rocky Linux'): Promise<readonly string[]> {
  const server = await startServer(answer);
  const { signal } = new AbortController();
  const options = {
    folder: workFolder(),
    log: SILENT,
    signal,
    now: () => new Date(),
    delay: () => Promise.resolve(),
  };
  const ids: string[] = [];
  for await (const { records } of addressExports(`${server.url}/`, [ecosystem], options)) {
    for await (const { id } of records(signal)) ids.push(id);
  }
  return ids;
}

describe('exports at an address', () => {
  it('are asked for by the name of the ecosystem', async () => {
    const paths: string[] = [];
    const ids = await idsAt(({ path }, response) => {
      paths.push(path);
      response.writeHead(200, { 'content-length': ZIP.length }).end(ZIP);
    });
    expect([ids, paths]).toEqual([['A-1'], ['/Rocky%20Linux/all.zip']]);
  });

  it.each([429, 500, 503])('are asked for again after HTTP %s', async (status) => {
    const ids = await idsAt((_request, response, nth) => {
      if (nth === 1) response.writeHead(status).end();
      else response.writeHead(200, { 'content-length': ZIP.length }).end(ZIP);
    });
    expect(ids).toEqual(['A-1']);
  });

  it.each([429, 500])('fail when it stays at HTTP %s', async (status) => {
    const answer: Answer = (_request, response) => response.writeHead(status).end();
    await expect(idsAt(answer)).rejects.toMatchObject({ code: 'ADVISORIES_UNREACHABLE' });
  });

  it('fail when every connection breaks before anything came', async () => {
    const answer: Answer = (_request, response) => {
      response.writeHead(200, { 'content-length': ZIP.length });
      response.flushHeaders();
      response.destroy();
    };
    await expect(idsAt(answer)).rejects.toMatchObject({ name: 'SourceError' });
  });

  it('fail when the archive is not whole', async () => {
    const half = ZIP.subarray(0, ZIP.length / 2);
    const answer: Answer = (_request, response) =>
      response.writeHead(200, { 'content-length': half.length }).end(half);
    await expect(idsAt(answer)).rejects.toMatchObject({ code: 'ADVISORIES_BAD_ARCHIVE' });
  });
});
