import { z } from 'zod';
import { SourceError, errorText } from '../../../model/errors.ts';
import { plain } from '../../../util/escape.ts';
import type { HttpRequest } from '../../../util/http.ts';
import { discard, readCapped, readErrorText, sendRetrying } from '../../../util/http.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Delay } from '../../../util/retry.ts';
import { redactUrl } from '../../../util/url.ts';
import { isRecordId } from './osv-record.ts';

/** A question to `/v1/querybatch`; without version it asks for every record of the package. */
export interface OsvQuery {
  readonly package: { readonly name: string; readonly ecosystem: string };
  readonly version?: string;
  readonly page_token?: string;
}

export interface OsvAnswer {
  readonly vulns: readonly { readonly id: string; readonly modified: string }[];
  /** Set when there is more. */
  readonly nextPage: string | null;
}

export interface OsvClientOptions {
  /** Base address: `https://api.osv.dev`. */
  readonly url: string;
  readonly signal: AbortSignal;
  /** Waits between tries; tests put their own here. */
  readonly delay?: Delay;
}

/** The two calls of the OSV API that we use. Source: https://google.github.io/osv.dev/api/. */
export interface OsvClient {
  /** One answer for each query, in their order; at most `LIMITS.advisoryBatch` queries. */
  queryBatch(queries: readonly OsvQuery[]): Promise<readonly OsvAnswer[]>;
  /** The record as the server sent it, unchecked. */
  getRecord(id: string): Promise<unknown>;
}

const vuln = z.object({ id: z.string().refine(isRecordId, 'not an id'), modified: z.string() });
/** Where a proxy or mirror tells of a fault, its empty list is no answer. */
const absent = z.null('it tells of an error').optional();
const batchAnswer = z.object({
  results: z.array(
    z
      .object({
        vulns: z.array(vuln).nullish(),
        next_page_token: z.string().nullish(),
        error: absent,
        code: absent,
      })
      .nullable(),
  ),
  error: absent,
  code: absent,
});

/** Both calls throw `SourceError` ADVISORIES_UNREACHABLE or ADVISORIES_BAD_ANSWER. */
export function createOsvClient(options: OsvClientOptions): OsvClient {
  const base = options.url.replace(TRAILING_SLASHES, '');
  return {
    queryBatch: (queries) => queryBatch(`${base}/v1/querybatch`, queries, options),
    getRecord: (id) => getRecord(`${base}/v1/vulns/${encodeURIComponent(id)}`, options),
  };
}

const TRAILING_SLASHES = /\/{1,20}$/u;
/** Statuses and faults that a smaller batch may avoid. */
const TOO_MUCH: ReadonlySet<number> = new Set([400, 413]);

async function queryBatch(
  url: string,
  queries: readonly OsvQuery[],
  options: OsvClientOptions,
): Promise<readonly OsvAnswer[]> {
  if (queries.length === 0) return [];
  const response = await ask(url, options, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ queries }),
  });
  if (TOO_MUCH.has(response.status) && queries.length > 1) {
    await discard(response);
    return inHalves(url, queries, options);
  }
  const body = await readJson(url, response, options.signal);
  if (body === TOO_LARGE && queries.length > 1) return inHalves(url, queries, options);
  const parsed = batchAnswer.safeParse(body);
  if (!parsed.success) throw badAnswer(url, issueText(parsed.error));
  const { results } = parsed.data;
  if (results.length !== queries.length) {
    const counts = `${String(results.length)} results for ${String(queries.length)} queries`;
    throw badAnswer(url, `it has ${counts}`);
  }
  return results.map((result) => ({
    vulns: result?.vulns ?? [],
    nextPage: result?.next_page_token === '' ? null : (result?.next_page_token ?? null),
  }));
}

async function inHalves(
  url: string,
  queries: readonly OsvQuery[],
  options: OsvClientOptions,
): Promise<readonly OsvAnswer[]> {
  const middle = Math.ceil(queries.length / 2);
  const first = await queryBatch(url, queries.slice(0, middle), options);
  return [...first, ...(await queryBatch(url, queries.slice(middle), options))];
}

async function getRecord(url: string, options: OsvClientOptions): Promise<unknown> {
  const response = await ask(url, options, { headers: { accept: 'application/json' } });
  const body = await readJson(url, response, options.signal);
  if (body === TOO_LARGE) throw badAnswer(url, 'it is too large');
  return body;
}

async function ask(
  url: string,
  options: OsvClientOptions,
  request: Pick<HttpRequest, 'method' | 'headers' | 'body'>,
): Promise<Response> {
  const { signal, delay } = options;
  try {
    return await sendRetrying({ url, ...request, signal }, delay === undefined ? {} : { delay });
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(url, errorText(error), error);
  }
}

const TOO_LARGE = Symbol('too large');

async function readJson(url: string, response: Response, signal: AbortSignal): Promise<unknown> {
  if (!response.ok) {
    const words = plain(await readErrorText(response), 200);
    throw unreachable(url, `status ${String(response.status)}${words === '' ? '' : `: ${words}`}`);
  }
  let bytes: Buffer;
  try {
    bytes = await readCapped(response, LIMITS.advisoryAnswerBytes.value);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceError && error.code === 'HTTP_BODY_TOO_LARGE') return TOO_LARGE;
    throw unreachable(url, errorText(error), error);
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw badAnswer(url, 'it is not JSON', error);
  }
}

function unreachable(url: string, reason: string, cause?: unknown): SourceError {
  return new SourceError('ADVISORIES_UNREACHABLE', `advisories at ${redactUrl(url)}: ${reason}`, {
    cause,
    hint: 'Check the network and try again, or use a local folder of OSV exports.',
  });
}

function badAnswer(url: string, reason: string, cause?: unknown): SourceError {
  return new SourceError('ADVISORIES_BAD_ANSWER', `advisories at ${redactUrl(url)}: bad answer: ${reason}`, {
    cause,
    hint: 'Check that the address is the one of an OSV API.',
  });
}

function issueText(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'not as described' : plain(`${issue.path.join('.')}: ${issue.message}`, 200);
}
