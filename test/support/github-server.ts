import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { Log } from 'sarif';

import { githubSarifErrors } from './github-sarif-rules.ts';
import { snapshotErrors } from './github-snapshot-rules.ts';

export interface GitHubServerOptions {
  /** `owner/name`; `org/app` when left out. Others answer 404. */
  readonly repository?: string;
  /** The token that may upload; `test-token` when left out. Others answer 401. */
  readonly token?: string;
  /** Answers every upload like this instead of taking it. */
  readonly refuse?: { readonly status: number; readonly message: string };
  /** Answers every snapshot of dependencies like this. */
  readonly refuseSnapshot?: { readonly status: number; readonly message: string };
  /** So many requests are answered 500 first. */
  readonly failures?: number;
  /** So many questions about an upload are answered `pending` first. */
  readonly pending?: number;
  /** Processing ends with these errors. */
  readonly processingErrors?: readonly string[];
}

/** One upload that was taken: checked against the SARIF schema and GitHub's rules. */
export interface ReceivedUpload {
  readonly id: string;
  readonly commit: string;
  readonly ref: string;
  readonly checkoutUri: string | null;
  readonly startedAt: string | null;
  readonly toolName: string | null;
  /** Text of the SARIF file. */
  readonly text: string;
  readonly sarif: Log;
}

export interface GitHubServer {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  readonly uploads: readonly ReceivedUpload[];
  /** Snapshots of dependencies that were taken: checked against GitHub's rules. */
  readonly snapshots: readonly object[];
  /** `POST /repos/…`, in the order in which they came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const MAX_GZIP = 10_000_000;
const COMMIT = /^[0-9a-f]{40}$/u;
const REF = /^refs\/(?:heads|tags)\/.+$|^refs\/pull\/\d+\/(?:merge|head)$/u;

/**
 * A server that answers as code scanning and the dependency graph of GitHub's REST API do, on the loopback address. What it
 * takes, GitHub would take: what is wrong with an upload is in the message of its 400.
 */
export async function startGitHubServer(options: GitHubServerOptions = {}): Promise<GitHubServer> {
  const state = {
    uploads: [] as ReceivedUpload[],
    snapshots: [] as object[],
    requests: [] as string[],
    failures: options.failures ?? 0,
  };
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => send(response, 500, { message: String(error) }),
    );
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const path = request.url ?? '';
    state.requests.push(`${request.method ?? ''} ${path}`);
    const body = await read(request);
    if (state.failures > 0) {
      state.failures -= 1;
      return { status: 500, body: { message: 'Server Error' } };
    }
    if (request.headers.authorization !== `Bearer ${options.token ?? 'test-token'}`) {
      return { status: 401, body: { message: 'Bad credentials' } };
    }
    const repository = `/repos/${options.repository ?? 'org/app'}`;
    if (request.method === 'POST' && path === `${repository}/dependency-graph/snapshots`) {
      return options.refuseSnapshot === undefined
        ? takeSnapshot(body)
        : { status: options.refuseSnapshot.status, body: { message: options.refuseSnapshot.message } };
    }
    const base = `${repository}/code-scanning/sarifs`;
    if (path !== base && !path.startsWith(`${base}/`)) return { status: 404, body: { message: 'Not Found' } };
    if (request.method === 'GET') return status(path.slice(base.length + 1));
    if (request.method !== 'POST' || path !== base) return { status: 404, body: { message: 'Not Found' } };
    if (options.refuse !== undefined) {
      return { status: options.refuse.status, body: { message: options.refuse.message } };
    }
    return take(body);
  }

  function take(body: Buffer): Answer {
    const { fields, errors } = readUpload(body);
    if (errors.includes(TOO_LARGE)) return { status: 413, body: { message: TOO_LARGE } };
    if (fields === null || errors.length > 0) return { status: 400, body: { message: errors.join('; ') } };
    const id = `00000000-0000-4000-8000-${String(state.uploads.length).padStart(12, '0')}`;
    state.uploads.push({ id, ...fields });
    return { status: 202, body: { id, url: `${serverUrl(server.address())}/${id}` } };
  }

  function takeSnapshot(body: Buffer): Answer {
    const { snapshot, errors } = snapshotErrors(body.toString('utf8'));
    if (snapshot === null || errors.length > 0) return { status: 422, body: { message: errors.join('; ') } };
    state.snapshots.push(snapshot);
    const id = state.snapshots.length;
    return {
      status: 201,
      body: { id, created_at: '2026-01-02T03:04:05Z', result: 'SUCCESS', message: 'ok' },
    };
  }

  function status(id: string): Answer {
    if (!state.uploads.some((upload) => upload.id === id))
      return { status: 404, body: { message: 'Not Found' } };
    const before = asked.get(id) ?? 0;
    asked.set(id, before + 1);
    if (before < (options.pending ?? 0)) return { status: 200, body: { processing_status: 'pending' } };
    const errors = options.processingErrors;
    if (errors !== undefined) return { status: 200, body: { processing_status: 'failed', errors } };
    return { status: 200, body: { processing_status: 'complete', analyses_url: null } };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: serverUrl(server.address()),
    uploads: state.uploads,
    snapshots: state.snapshots,
    requests: state.requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

const TOO_LARGE = 'Payload too large';

/** The upload, and everything GitHub would hold against it. */
function readUpload(body: Buffer): {
  readonly fields: Omit<ReceivedUpload, 'id'> | null;
  readonly errors: readonly string[];
} {
  let parsed: Readonly<Record<string, unknown>>;
  try {
    parsed = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return { fields: null, errors: ['Problems parsing JSON'] };
  }
  const text = (name: string): string | null => {
    const value = parsed[name];
    return typeof value === 'string' ? value : null;
  };
  const gzip = Buffer.from(text('sarif') ?? '', 'base64');
  if (gzip.length > MAX_GZIP) return { fields: null, errors: [TOO_LARGE] };
  const sarif = unzip(gzip);
  const commit = text('commit_sha') ?? '';
  const ref = text('ref') ?? '';
  const errors = [
    ...(COMMIT.test(commit) ? [] : ['commit_sha is no commit']),
    ...(REF.test(ref) ? [] : ['ref is no full ref']),
    ...(sarif === null ? ['sarif is not gzip in base64'] : githubSarifErrors(sarif)),
  ];
  if (sarif === null || errors.length > 0) return { fields: null, errors };
  return {
    fields: {
      commit,
      ref,
      checkoutUri: text('checkout_uri'),
      startedAt: text('started_at'),
      toolName: text('tool_name'),
      text: sarif,
      sarif: JSON.parse(sarif) as Log,
    },
    errors,
  };
}

function unzip(gzip: Buffer): string | null {
  try {
    return gunzipSync(gzip, { maxOutputLength: 500_000_000 }).toString('utf8');
  } catch {
    return null;
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function serverUrl(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${String(address.port)}`;
}
