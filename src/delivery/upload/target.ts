import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LIMITS } from '../../util/limits.ts';

/** What the workflow run says about itself, as far as an upload needs it. */
export interface RunFacts {
  /** `owner/name`; null outside of a workflow run. */
  readonly repository: string | null;
  readonly event: string | null;
  readonly actor: string | null;
  /** The commit and full ref that the results belong to; null when not known. */
  readonly target: UploadTarget | null;
  /** The last commit of the pull request; null in other events. */
  readonly head: string | null;
  /** True for a pull request from another repository. */
  readonly fork: boolean;
  readonly apiUrl: string;
}

export interface UploadTarget {
  readonly commit: string;
  readonly ref: string;
}

type Env = Readonly<Record<string, string | undefined>>;

const REPOSITORY = /^[\w.-]+\/[\w.-]+$/u;
const COMMIT = /^[0-9a-f]{40}$/u;

const repo = z.object({ full_name: z.string() }).nullable();
/** Only what is used of the event. Source: GitHub, "Webhook events and payloads", `pull_request`. */
const eventSchema = z.object({
  pull_request: z
    .object({
      number: z.int().positive(),
      head: z.object({ sha: z.string().regex(COMMIT), repo }),
      base: z.object({ repo }),
    })
    .optional(),
});

/** Reads the environment of the runner, the event file, and which commit is checked out in `cwd`. */
export async function readRunFacts(env: Env, cwd: string): Promise<RunFacts> {
  const event = await readEvent(env['GITHUB_EVENT_PATH']);
  const pull = event?.pull_request ?? null;
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const head = await checkedOutCommit(cwd);
  return {
    repository: REPOSITORY.test(repository) ? repository : null,
    event: env['GITHUB_EVENT_NAME'] || null,
    actor: env['GITHUB_ACTOR'] || null,
    target: targetOf(env, pull, head),
    head: pull?.head.sha ?? null,
    fork: pull === null ? isPullRequest(env) : isFork(pull),
    apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
  };
}

/** A pull request whose event cannot be read counts as one from a fork: an upload would be a guess. */
function isPullRequest(env: Env): boolean {
  return (env['GITHUB_EVENT_NAME'] ?? '').startsWith('pull_request');
}

/** The head's repository is null when the fork was deleted. */
function isFork({ head, base }: PullRequest): boolean {
  return head.repo?.full_name !== base.repo?.full_name;
}

type PullRequest = NonNullable<z.infer<typeof eventSchema>['pull_request']>;

/**
 * The merge commit of a pull request, unless the workflow has checked out the pull request's own head: then the
 * results belong to that. This is what GitHub's own upload action does.
 */
function targetOf(env: Env, pull: PullRequest | null, head: string | null): UploadTarget | null {
  const commit = env['GITHUB_SHA'] ?? '';
  const ref = env['GITHUB_REF'] ?? '';
  if (pull !== null && head === pull.head.sha && head !== commit) {
    return { commit: head, ref: `refs/pull/${String(pull.number)}/head` };
  }
  return COMMIT.test(commit) && ref !== '' ? { commit, ref } : null;
}

/** Null when there is no event, or it is not one we understand: then nothing is known about a pull request. */
async function readEvent(path: string | undefined): Promise<z.infer<typeof eventSchema> | null> {
  if (path === undefined || path === '') return null;
  try {
    const { size } = await stat(path);
    if (size > LIMITS.eventBytes.value) return null;
    return eventSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

async function checkedOutCommit(cwd: string): Promise<string | null> {
  try {
    const text = (await readFile(join(cwd, '.git', 'HEAD'), 'utf8')).trim();
    return COMMIT.test(text) ? text : null;
  } catch {
    return null;
  }
}
