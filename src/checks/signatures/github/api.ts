import { z } from 'zod';
import { SourceError } from '../../../model/errors.ts';
import { discard, readCapped, readErrorText, sendRetrying } from '../../../util/http.ts';
import { plain } from '../../../util/escape.ts';
import { LIMITS } from '../../../util/limits.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { parseUrl, redactUrl } from '../../../util/url.ts';
import type { VerifyContext } from '../judged.ts';

/** What GitHub lists: the attestation itself, or where it lies. Whoever may write attestations wrote it. */
export interface ListedAttestation {
  readonly bundle: unknown;
  readonly bundleUrl: string | null;
}

export type ApiContext = Pick<VerifyContext, 'githubApiUrl' | 'githubToken' | 'signal'>;

/**
 * All attestations that GitHub has for a digest, of a repository (`owner/name`) or of all of an owner.
 * None, or no such repository, is an empty list. Throws `SourceError` GITHUB_API_DENIED, GITHUB_API_RATE_LIMITED,
 * GITHUB_API_ERROR, GITHUB_API_ANSWER, GITHUB_ATTESTATIONS_TOO_MANY, and what `send` throws.
 * Source: GitHub, REST API, "List attestations".
 */
export async function listAttestations(
  repository: string,
  digest: string,
  context: ApiContext,
): Promise<readonly ListedAttestation[]> {
  const subject = encodeURIComponent(digest);
  for (const place of placesOf(repository)) {
    const found = await listPages(`${place}/attestations/${subject}`, context);
    if (found !== null) return found;
  }
  return [];
}

/** An owner is an organisation or a user; the wrong one of the two is not found. */
function placesOf(repository: string): readonly string[] {
  const parts = repository.split('/').map((part) => encodeURIComponent(part));
  const path = parts.join('/');
  return parts.length > 1 ? [`repos/${path}`] : [`orgs/${path}`, `users/${path}`];
}

/** Null: not found. */
async function listPages(path: string, context: ApiContext): Promise<readonly ListedAttestation[] | null> {
  const base = `${context.githubApiUrl.replace(/\/$/u, '')}/${path}`;
  const found: ListedAttestation[] = [];
  let query: string | null = `?per_page=${String(PER_PAGE)}`;
  for (let pages = 0; query !== null; pages++) {
    if (pages === LIMITS.githubPages.value) throw tooMany(base);
    const page: Page | null = await fetchPage(`${base}${query}`, context);
    if (page === null) return pages === 0 ? null : found;
    found.push(...page.attestations);
    if (found.length > LIMITS.githubAttestations.value) throw tooMany(base);
    query = page.next;
  }
  return found;
}

interface Page {
  readonly attestations: readonly ListedAttestation[];
  /** Query of the next page; null: this is the last. */
  readonly next: string | null;
}

const PER_PAGE = 100;
const TRIES = 3;
const NEXT_LINK = /<([^<>]{1,2048})>\s{0,8};\s{0,8}rel="next"/u;

const ANSWER = z.object({
  attestations: z.array(
    z
      .object({ bundle: z.unknown().optional(), bundle_url: z.string().nullish() })
      .transform(({ bundle, bundle_url: url }) => ({ bundle: bundle ?? null, bundleUrl: url ?? null })),
  ),
});

async function fetchPage(url: string, { githubToken, signal }: ApiContext): Promise<Page | null> {
  const authorization: Record<string, string> =
    githubToken === null ? {} : { authorization: `Bearer ${githubToken}` };
  const headers = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...authorization,
  };
  const response = await sendRetrying({ url, headers, signal }, { tries: TRIES });
  if (response.status === 404) {
    await discard(response);
    return null;
  }
  if (!response.ok) throw await answerError(response, githubToken);
  const next = nextQuery(response, url);
  const json = parseStrictJson((await readCapped(response, LIMITS.githubAnswerBytes.value)).toString('utf8'));
  if (!json.ok) throw unreadable(url, json.why);
  const answer = ANSWER.safeParse(json.value);
  if (!answer.success) throw unreadable(url, z.prettifyError(answer.error));
  return { attestations: answer.data.attestations, next };
}

/** Only the query is used: the rest could lead the token elsewhere. Source: RFC 8288. */
function nextQuery(response: Response, url: string): string | null {
  const link = NEXT_LINK.exec(response.headers.get('link') ?? '');
  if (link === null) return null;
  const target = parseUrl(link.slice(1).join(''), new URL(url));
  if (target === null) throw unreadable(url, 'the next page is at no address');
  return target.search;
}

async function answerError(response: Response, token: string | null): Promise<SourceError> {
  const { status, headers, url } = response;
  const body = await readErrorText(response);
  const text = token === null ? body : body.replaceAll(token, '***');
  const where = redactUrl(url);
  const said = plain(text, 200);
  const isLimit = status === 429 || (status === 403 && headers.get('x-ratelimit-remaining') === '0');
  if (isLimit) {
    return new SourceError(
      'GITHUB_API_RATE_LIMITED',
      `${where}: GitHub wants no more questions now: ${said}`,
      {
        hint: 'Give a token (the input `token`, or GITHUB_TOKEN), which may ask more often, or try again later.',
      },
    );
  }
  if (status === 401 || status === 403) {
    return new SourceError('GITHUB_API_DENIED', `${where}: GitHub refuses with ${String(status)}: ${said}`, {
      hint: 'Give a token that may read attestations: `permissions: attestations: read` in a workflow.',
    });
  }
  return new SourceError('GITHUB_API_ERROR', `${where}: GitHub answers ${String(status)}: ${said}`, {
    hint: 'Try again later.',
  });
}

function unreadable(url: string, why: string): SourceError {
  const where = redactUrl(url);
  return new SourceError(
    'GITHUB_API_ANSWER',
    `${where}: the list of attestations cannot be read: ${plain(why, 300)}`,
    {
      hint: 'Look at whether this address is that of GitHub.',
    },
  );
}

function tooMany(url: string): SourceError {
  const most = String(LIMITS.githubAttestations.value);
  return new SourceError(
    'GITHUB_ATTESTATIONS_TOO_MANY',
    `${redactUrl(url)}: more than ${most} attestations`,
    {
      hint: 'Delete those that are not needed; who may write attestations can add as many as they like.',
    },
  );
}
