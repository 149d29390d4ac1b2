import { createHash } from 'node:crypto';
import { GateError, errorText } from '../../../model/errors.ts';
import type { Refusal } from '../../../model/signature.ts';
import type { GithubAttestationAuthority } from '../../../model/trust.ts';
import { discard, readCapped, sendRetrying } from '../../../util/http.ts';
import { LIMITS } from '../../../util/limits.ts';
import { parseStrictJson } from '../../../util/strict-json.ts';
import { redactUrl } from '../../../util/url.ts';
import { RefusedError } from '../code.ts';
import type { TrustTarget, VerifyContext } from '../judged.ts';
import { gatherPieces } from '../sigstore/gather.ts';
import type { ApiContext, ListedAttestation } from './api.ts';
import { listAttestations } from './api.ts';
import { refused } from './codes.ts';
import type { FoundAttestation } from './found.ts';
import { bundlePlace, bundlesAmong, readBundleText } from './found.ts';
import { unsnappy } from './snappy.ts';

/** What GitHub's API has for an image; asked for once. Throws as `listAttestations`. */
export function fromApi(
  { repository }: GithubAttestationAuthority,
  { descriptors }: TrustTarget,
  context: VerifyContext,
): Promise<readonly FoundAttestation[]> {
  const digests = descriptors.map(({ digest }) => digest);
  const budget = { left: LIMITS.signaturesBytes.value };
  return context.once(['github', repository, ...digests].join(' '), async () => {
    const found: FoundAttestation[] = [];
    for (const digest of digests) found.push(...(await ofDigest(repository, digest, { context, budget })));
    return found;
  });
}

/** What lies beside the image in its registry; asked for once. Throws as `gatherPieces`. */
export function fromRegistry(
  { reference, descriptors }: TrustTarget,
  context: VerifyContext,
): Promise<readonly FoundAttestation[]> {
  const { registry, repository } = reference;
  const digests = descriptors.map(({ digest }) => digest);
  return context.once(['github beside', registry, repository, ...digests].join(' '), async () => {
    const client = await context.registry(reference);
    return bundlesAmong(
      await gatherPieces({ client, image: () => context.registry(reference), descriptors }),
    );
  });
}

const IN_PARALLEL = 8;
const TRIES = 3;
const ID_LENGTH = 16;

interface Reading {
  readonly context: ApiContext;
  /** Bytes that all attestations of the image may still have. */
  readonly budget: { left: number };
}

async function ofDigest(
  repository: string,
  digest: string,
  reading: Reading,
): Promise<readonly FoundAttestation[]> {
  const { context } = reading;
  const found: FoundAttestation[] = [];
  const listed = await listAttestations(repository, digest, context);
  const place = `${new URL(context.githubApiUrl).host} ${repository}@${digest}`;
  for (let at = 0; at < listed.length; at += IN_PARALLEL) {
    const some = listed.slice(at, at + IN_PARALLEL);
    found.push(...(await Promise.all(some.map((one) => readListed(one, place, reading)))));
  }
  return found;
}

/** One that cannot be had must not hide the others. */
async function readListed(
  listed: ListedAttestation,
  place: string,
  reading: Reading,
): Promise<FoundAttestation> {
  const { bundle, bundleUrl } = listed;
  const id = createHash('sha256')
    .update(JSON.stringify([bundle, withoutQuery(bundleUrl)]))
    .digest('hex');
  const where = `${place} ${id.slice(0, ID_LENGTH)}`;
  try {
    const json = bundle === null ? await fetchBundle(bundleUrl, reading) : bundle;
    return { place: where, found: { json } };
  } catch (error) {
    reading.context.signal.throwIfAborted();
    return { place: where, found: { refusal: refusalOf(error) } };
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (error instanceof GateError && error.code === 'HTTP_BODY_TOO_LARGE') {
    return refused('GITHUB_BUNDLES_TOO_LARGE', errorText(error)).refusal;
  }
  return refused('GITHUB_BUNDLE_UNAVAILABLE', errorText(error)).refusal;
}

/** The query is a permission that changes with every answer. */
function withoutQuery(url: string | null): string | null {
  return url === null ? null : url.replace(/\?.*$/u, '');
}

/** From the server that keeps them, which is not GitHub's API: no token goes there. */
async function fetchBundle(address: string | null, { context, budget }: Reading): Promise<unknown> {
  const url = bundlePlace(address, context.githubApiUrl);
  const response = await sendRetrying({ url, signal: context.signal }, { tries: TRIES });
  if (!response.ok) {
    await discard(response);
    throw refused(
      'GITHUB_BUNDLE_UNAVAILABLE',
      `${redactUrl(url)}: the answer is ${String(response.status)}.`,
    );
  }
  const body = await readCapped(response, Math.min(budget.left, LIMITS.signatureBytes.value));
  const plainText = parseStrictJson(body.toString('utf8'));
  const bytes = plainText.ok ? body : unsnappy(body, Math.min(budget.left, LIMITS.signatureBytes.value));
  if (bytes === null)
    throw refused('GITHUB_BUNDLE_BROKEN', `${redactUrl(url)}: it is neither JSON nor Snappy.`);
  budget.left -= bytes.length;
  const read = readBundleText(bytes.toString('utf8'));
  if ('refusal' in read) throw new RefusedError(read.refusal.code, read.refusal.message);
  return read.json;
}
