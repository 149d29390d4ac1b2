import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong, and only that; everything else is answered as the real one would. */
export type OsvFault =
  /** Status 500 to everything. */
  | 'status-500'
  /** Status 404 to everything: not an OSV API at all. */
  | 'status-404'
  /** Status 200 with something that is not JSON. */
  | 'garbage'
  /** The connection ends in the middle of the body. */
  | 'half'
  /** One result fewer than there were queries. */
  | 'too-few'
  /** `{}`. */
  | 'no-results'
  /** An error next to a list of empty results. */
  | 'error-beside'
  /** Each result is an error. */
  | 'error-inside'
  /** An id that is a path. */
  | 'bad-id'
  /** The batch is right, but records answer 500. */
  | 'records-500'
  /** The batch is right, but every record is another one. */
  | 'wrong-record'
  /** The batch is right, but records do not follow the schema. */
  | 'malformed-record'
  /** The batch is right, but the records are about another package. */
  | 'other-package'
  /** Every page has another after it. */
  | 'endless-pages';

export interface RecordedAnswer {
  readonly name: string;
  readonly version: string;
  readonly ids: readonly string[];
}

export interface OsvServerOptions {
  /** Ecosystem → packages and the ids for them: what `querybatch` answers; records are made to fit. */
  readonly answers?: Readonly<Record<string, readonly RecordedAnswer[]>>;
  /** Whole records. They are given for their package in any version: judging is left to the caller. */
  readonly records?: readonly object[];
  readonly failWith?: OsvFault;
  /** So many requests get the fault, later ones none; all when left out. */
  readonly failures?: number;
  /** Ids on one page; 1,000 when left out, as the real one. */
  readonly pageSize?: number;
  /** More queries than this in one call answer 413, and more than 1,000 answer 400 as the real one does. */
  readonly maxQueries?: number;
}

export interface OsvServer {
  /** For `--osv-url`, without trailing slash. */
  readonly url: string;
  /** Method and path, in the order in which they came. */
  readonly requests: readonly string[];
  /** The number of queries of each call to `querybatch`. */
  readonly batches: readonly number[];
  /** What was wrong with requests; each of them also got status 400. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

interface Entry {
  readonly id: string;
  readonly modified: string;
  readonly json: string;
  readonly places: readonly {
    readonly ecosystem: string;
    readonly name: string;
    readonly version?: string;
  }[];
}

interface Query {
  readonly package?: { readonly name?: unknown; readonly ecosystem?: unknown; readonly purl?: unknown };
  readonly version?: unknown;
  readonly page_token?: unknown;
}

const MODIFIED = '2026-08-01T00:00:00Z';

/** A server on this machine that answers like https://api.osv.dev, from records or from recorded answers. */
export async function startOsvServer(options: OsvServerOptions = {}): Promise<OsvServer> {
  const entries = new Map<string, Entry>();
  for (const entry of [...fromAnswers(options.answers ?? {}), ...(options.records ?? []).map(fromRecord)]) {
    entries.set(entry.id, entry);
  }
  const requests: string[] = [];
  const batches: number[] = [];
  const problems: string[] = [];
  let failures = options.failures ?? Number.POSITIVE_INFINITY;
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const fault = failures > 0 ? options.failWith : undefined;
    failures -= 1;
    answer(request, response, fault).catch((error: unknown) => {
      problems.push(String(error));
      send(response, 400, { code: 3, message: String(error) });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    batches,
    problems,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    fault: OsvFault | undefined,
  ): Promise<void> {
    const body = await readBody(request);
    if (fault === 'status-500') return send(response, 500, { code: 13, message: 'internal error' });
    if (fault === 'status-404') return send(response, 404, { code: 5, message: 'not found' });
    if (fault === 'garbage') return sendText(response, '<html>please log in</html>');
    const record = /^\/v1\/vulns\/([^/]+)$/u.exec(request.url ?? '')?.[1];
    if (request.method === 'GET' && record !== undefined) {
      return sendRecord(response, entries.get(decodeURIComponent(record)), fault);
    }
    if (request.method !== 'POST' || request.url !== '/v1/querybatch') {
      throw new Error(`no such call: ${request.method ?? ''} ${request.url ?? ''}`);
    }
    if (request.headers['content-type'] !== 'application/json') throw new Error('not sent as JSON');
    const { queries } = JSON.parse(body) as { queries: readonly Query[] };
    batches.push(queries.length);
    if (queries.length > 1000) throw new Error('too many queries');
    if (queries.length > (options.maxQueries ?? 1000)) {
      return send(response, 413, { code: 3, message: 'too large' });
    }
    const results = queries.map((query) => resultOf(query, fault));
    if (fault === 'half') return sendHalf(response, JSON.stringify({ results }));
    return send(response, 200, batchAnswer(results, fault));
  }

  function resultOf(query: Query, fault: OsvFault | undefined): object {
    const { name, ecosystem, purl } = query.package ?? {};
    if (typeof name !== 'string' || name === '' || typeof ecosystem !== 'string' || purl !== undefined) {
      throw new Error(`not a query by name and ecosystem: ${JSON.stringify(query)}`);
    }
    if (query.version !== undefined && typeof query.version !== 'string') throw new Error('bad version');
    if (fault === 'bad-id') return { vulns: [{ id: '../../etc/passwd', modified: MODIFIED }] };
    const version = query.version;
    const found = [...entries.values()].filter((entry) =>
      entry.places.some(
        (place) =>
          place.ecosystem === ecosystem &&
          place.name === name &&
          (version === undefined || place.version === undefined || place.version === version),
      ),
    );
    return page(found, query, fault);
  }

  function page(found: readonly Entry[], query: Query, fault: OsvFault | undefined): object {
    const key = JSON.stringify([query.package, query.version ?? null]);
    const start = query.page_token === undefined ? 0 : readToken(query.page_token, key);
    const end = start + (options.pageSize ?? 1000);
    const vulns = found.slice(start, end).map(({ id, modified }) => ({ id, modified }));
    const more = end < found.length || fault === 'endless-pages';
    return {
      ...(vulns.length === 0 ? {} : { vulns }),
      ...(more ? { next_page_token: Buffer.from(JSON.stringify([end, key])).toString('base64url') } : {}),
    };
  }
}

function batchAnswer(results: readonly object[], fault: OsvFault | undefined): object {
  if (fault === 'no-results') return {};
  if (fault === 'error-beside') return { code: 13, results: results.map(() => ({})) };
  if (fault === 'error-inside') return { results: results.map(() => ({ error: 'busy' })) };
  return { results: fault === 'too-few' ? results.slice(1) : results };
}

function readToken(token: unknown, key: string): number {
  const [start, its] = JSON.parse(Buffer.from(String(token), 'base64url').toString()) as [number, string];
  if (its !== key) throw new Error('the page token belongs to another query');
  return start;
}

function fromAnswers(answers: NonNullable<OsvServerOptions['answers']>): readonly Entry[] {
  const places = new Map<string, { ecosystem: string; name: string; version: string }[]>();
  for (const [ecosystem, packages] of Object.entries(answers)) {
    for (const { name, version, ids } of packages) {
      for (const id of ids) places.set(id, [...(places.get(id) ?? []), { ecosystem, name, version }]);
    }
  }
  return [...places].map(([id, its]) => {
    const affected = its.map(({ ecosystem, name, version }) => ({
      package: { ecosystem, name },
      versions: [version],
    }));
    const json = JSON.stringify({ schema_version: '1.7.3', id, modified: MODIFIED, affected });
    return { id, modified: MODIFIED, json, places: its };
  });
}

function fromRecord(value: object): Entry {
  const record = value as {
    readonly id: string;
    readonly modified?: string;
    readonly affected?: readonly {
      readonly package?: { readonly ecosystem: string; readonly name: string };
    }[];
  };
  return {
    id: record.id,
    modified: record.modified ?? MODIFIED,
    json: JSON.stringify(value),
    places: (record.affected ?? []).flatMap((row) => row.package ?? []),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks).toString('utf8');
}

function sendRecord(response: ServerResponse, entry: Entry | undefined, fault: OsvFault | undefined): void {
  if (fault === 'records-500') return send(response, 500, { code: 13, message: 'internal error' });
  if (entry === undefined) return send(response, 404, { code: 5, message: 'Bug not found.' });
  if (fault === 'wrong-record') return send(response, 200, { id: 'CVE-1999-0001', modified: MODIFIED });
  if (fault === 'malformed-record') return send(response, 200, { id: entry.id, modified: 7 });
  const { id } = entry;
  if (fault === 'other-package') {
    const other = { package: { ecosystem: 'npm', name: 'elsewhere' }, versions: ['1.0.0'] };
    return send(response, 200, { id, modified: MODIFIED, affected: [other] });
  }
  return sendText(response, entry.json);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(text);
}

function sendHalf(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}
