import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { SourceError } from '../../model/errors.ts';
import { TOOL_NAME } from '../../reports/sarif/sarif.ts';
import { plain } from '../../util/escape.ts';
import { readCapped, sendRetrying } from '../../util/http.ts';
import type { HttpRequest } from '../../util/http.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Delay } from '../../util/retry.ts';
import { wait } from '../../util/retry.ts';
import { answerError } from './answer-error.ts';
import type { UploadTarget } from './target.ts';

export interface UploadRequest {
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  readonly target: UploadTarget;
  readonly sarif: string;
  /** `file:///…` of the folder that paths in the SARIF are relative to; null when not known. */
  readonly checkoutUri: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly signal?: AbortSignal | undefined;
  readonly delay?: Delay | undefined;
}

export interface Upload {
  readonly id: string;
  /** `pending`: GitHub took it, and was not through with it when we stopped asking. */
  readonly status: 'complete' | 'pending';
}

/** Seconds between questions whether GitHub is through; two and a half minutes in all. */
const POLL_SECONDS = [1, 2, 4, 8, 15, 30, 45, 45] as const;

/** Milliseconds for sending the file: it may be large, and the line slow. */
const POST_MS = 300_000;

const receiptSchema = z.object({ id: z.string().regex(/^[\w-]{1,100}$/u) });
const statusSchema = z.object({
  processing_status: z.enum(['pending', 'complete', 'failed']),
  errors: z.array(z.string()).nullish(),
});

/**
 * Hands a SARIF file to code scanning and waits until it is processed.
 * Throws `SourceError` UPLOAD_FORBIDDEN, UPLOAD_NOT_ENABLED, UPLOAD_NOT_FOUND, UPLOAD_UNAUTHORIZED,
 * UPLOAD_TOO_LARGE, UPLOAD_REJECTED, UPLOAD_UNAVAILABLE, UPLOAD_FAILED, UPLOAD_ANSWER, and those of `send`.
 * Source: GitHub REST API, "Upload an analysis as SARIF data", "Get information about a SARIF upload".
 */
export async function uploadSarif(request: UploadRequest): Promise<Upload> {
  const { apiUrl, repository, target, sarif, checkoutUri, startedAt } = request;
  const url = `${apiUrl.replace(TRAILING_SLASHES, '')}/repos/${repository}/code-scanning/sarifs`;
  const body = JSON.stringify({
    commit_sha: target.commit,
    ref: target.ref,
    sarif: gzipSync(sarif).toString('base64'),
    ...(checkoutUri === null ? {} : { checkout_uri: checkoutUri }),
    started_at: startedAt,
    tool_name: TOOL_NAME,
  });
  const { id } = await ask(request, { url, method: 'POST', body }, receiptSchema);
  return { id, status: await processed(request, `${url}/${id}`) };
}

const TRAILING_SLASHES = /\/+$/u;

async function processed(request: UploadRequest, url: string): Promise<Upload['status']> {
  const { delay = wait, signal } = request;
  for (const seconds of POLL_SECONDS) {
    await delay(seconds * 1000, signal);
    const answer = await ask(request, { url }, statusSchema);
    if (answer.processing_status === 'complete') return 'complete';
    if (answer.processing_status === 'failed') {
      const errors = (answer.errors ?? []).slice(0, 5).map((error) => plain(error, 500));
      throw new SourceError(
        'UPLOAD_FAILED',
        `code scanning could not process the results: ${errors.length === 0 ? 'it gave no reason' : errors.join('; ')}`,
        { hint: 'The SARIF file is still there: see the output sarif-file.' },
      );
    }
  }
  return 'pending';
}

async function ask<T>(
  { token, signal, delay }: UploadRequest,
  question: Pick<HttpRequest, 'url' | 'method' | 'body'>,
  schema: z.ZodType<T>,
): Promise<T> {
  const response = await sendRetrying(
    {
      ...question,
      ...(question.method === 'POST' ? { timeoutMs: POST_MS } : {}),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        ...(question.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(signal === undefined ? {} : { signal }),
    },
    delay === undefined ? {} : { delay },
  );
  if (!response.ok) throw await answerError(response);
  const bytes = await readCapped(response, LIMITS.apiAnswerBytes.value);
  const answer = schema.safeParse(parseJson(bytes.toString('utf8')));
  if (answer.success) return answer.data;
  throw new SourceError(
    'UPLOAD_ANSWER',
    `GitHub's answer to the upload cannot be understood (status ${String(response.status)})`,
    {
      hint: 'Check that GITHUB_API_URL is the address of the GitHub API.',
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
