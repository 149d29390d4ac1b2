import { z } from 'zod';
import { SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { readCapped, readErrorText, sendRetrying } from '../../util/http.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Delay } from '../../util/retry.ts';
import type { Snapshot } from './snapshot.ts';

export interface SubmitRequest {
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
  readonly snapshot: Snapshot;
  readonly signal?: AbortSignal | undefined;
  readonly delay?: Delay | undefined;
}

/** Milliseconds: GitHub reads the whole snapshot before it answers. */
const POST_MS = 120_000;
const TRAILING_SLASHES = /\/+$/u;
const PERMISSION = 'Give the job `permissions: contents: write`, or leave dependency-snapshot out.';
const LATER = 'Run the job again later.';

const answerSchema = z.object({ id: z.int(), result: z.string(), message: z.string().optional() });
const errorSchema = z.object({ message: z.string() });

/**
 * Hands a snapshot to the dependency graph; gives its id.
 * Throws `SourceError` SNAPSHOT_FORBIDDEN, SNAPSHOT_REJECTED, SNAPSHOT_UNAVAILABLE, SNAPSHOT_ANSWER, and those of `send`.
 * Source: GitHub REST API, "Create a snapshot of dependencies for a repository".
 */
export async function submitSnapshot(request: SubmitRequest): Promise<number> {
  const { apiUrl, repository, token, snapshot, signal, delay } = request;
  const response = await sendRetrying(
    {
      url: `${apiUrl.replace(TRAILING_SLASHES, '')}/repos/${repository}/dependency-graph/snapshots`,
      method: 'POST',
      body: JSON.stringify(snapshot),
      timeoutMs: POST_MS,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-github-api-version': '2022-11-28',
      },
      ...(signal === undefined ? {} : { signal }),
    },
    delay === undefined ? {} : { delay },
  );
  if (!response.ok) throw await refusal(response);
  const answer = answerSchema.safeParse(
    parse((await readCapped(response, LIMITS.apiAnswerBytes.value)).toString('utf8')),
  );
  if (!answer.success) {
    throw new SourceError(
      'SNAPSHOT_ANSWER',
      `GitHub's answer to the snapshot cannot be understood (status ${String(response.status)})`,
      { hint: 'Check that GITHUB_API_URL is the address of the GitHub API.' },
    );
  }
  const { id, result, message = '' } = answer.data;
  if (result === 'INVALID') throw rejected(plain(message, 500));
  return id;
}

async function refusal(response: Response): Promise<SourceError> {
  const body = errorSchema.safeParse(parse(await readErrorText(response)));
  const { status } = response;
  const text = `${String(status)}${body.success ? `: ${plain(body.data.message, 500)}` : ''}`;
  if (status === 401 || status === 403 || status === 404) {
    return new SourceError('SNAPSHOT_FORBIDDEN', `the token may not submit dependencies (${text})`, {
      hint: PERMISSION,
    });
  }
  if (status === 429 || status >= 500) {
    return new SourceError('SNAPSHOT_UNAVAILABLE', `the dependency graph does not work just now (${text})`, {
      hint: LATER,
    });
  }
  return rejected(text);
}

function rejected(text: string): SourceError {
  return new SourceError('SNAPSHOT_REJECTED', `the dependency graph did not take the snapshot (${text})`, {
    hint: 'This may be a fault of Image Gate: please report it.',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
