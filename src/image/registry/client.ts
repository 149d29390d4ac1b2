import { SourceError, VerificationError } from '../../model/errors.ts';
import { isDigest } from '../../model/reference.ts';
import { plain } from '../../util/escape.ts';
import { discard, isTransient, readCapped, send, shouldRetry } from '../../util/http.ts';
import { LIMITS } from '../../util/limits.ts';
import { retry } from '../../util/retry.ts';
import type { Outcome } from '../../util/retry.ts';
import { redactUrl } from '../../util/url.ts';
import type { Descriptor } from '../manifest.ts';
import { INDEX_TYPES, MANIFEST_TYPES } from '../media-types.ts';
import { sha256 } from '../verify.ts';
import type { RegistryAuth } from './auth.ts';
import { authFor } from './auth-for.ts';
import { openBlobStream } from './blob-stream.ts';
import { findEndpoint } from './endpoint.ts';
import { registryFault, statusError } from './errors.ts';
import type { RegistryOptions } from './options.ts';

export type { RegistryOptions } from './options.ts';

export interface FetchedManifest {
  readonly bytes: Buffer;
  /** Of `bytes`: computed here, and compared with what was asked for and what the registry said. */
  readonly digest: string;
  /** `Content-Type` without parameters, as the registry said it. */
  readonly mediaType: string | null;
}

/** A part of the list of referrers, as the registry said it. */
export interface ReferrersPage {
  readonly bytes: Buffer;
  readonly mediaType: string | null;
  /** The query of the next page; null: this is the last. */
  readonly next: string | null;
}

/** What the registry says about a manifest, not verified. */
export interface ManifestHead {
  readonly digest: string | null;
  readonly mediaType: string | null;
  readonly size: number | null;
}

/** Finds out how the registry is to be talked to. Credentials are looked for when it asks for them. */
export async function connectRegistry(options: RegistryOptions): Promise<RegistryClient> {
  const { reference, insecureRegistries, signal, log } = options;
  const { registry } = reference;
  try {
    const endpoint = await findEndpoint(registry, insecureRegistries, signal);
    log.debug(`registry ${registry} is at ${redactUrl(endpoint)}`);
    return new RegistryClient(endpoint, options);
  } catch (error) {
    throw registryFault(error, `cannot reach the registry ${registry}`);
  }
}

/**
 * One repository, read only. Throws `SourceError` REGISTRY_DENIED, REGISTRY_NOT_FOUND, REGISTRY_RATE_LIMITED,
 * REGISTRY_ERROR, REGISTRY_UNREACHABLE, REGISTRY_TIMEOUT, REGISTRY_TLS, REGISTRY_INSECURE, and what
 * `RegistryAuth` and `findCredential` throw. Source: OCI distribution specification 1.1, "endpoints".
 */
export class RegistryClient {
  readonly endpoint: URL;
  readonly name: string;
  readonly #options: RegistryOptions;
  readonly #auth: RegistryAuth;

  constructor(endpoint: URL, options: RegistryOptions) {
    const { reference } = options;
    this.endpoint = endpoint;
    this.name = `${reference.registry}/${reference.repository}`;
    this.#options = options;
    this.#auth = authFor(endpoint, options);
  }

  /** By tag or digest. Throws also `VerificationError` MANIFEST_DIGEST_MISMATCH. */
  async getManifest(tagOrDigest: string): Promise<FetchedManifest> {
    const what = `${this.name}${isDigest(tagOrDigest) ? '@' : ':'}${tagOrDigest}`;
    const headers = { accept: ACCEPT };
    const request: Ask = { path: `manifests/${tagOrDigest}`, what, headers };
    const { response, body } = await this.#ask(request, LIMITS.manifestBytes.value);
    const digest = sha256(body);
    const said = response.headers.get('docker-content-digest');
    for (const expected of [isDigest(tagOrDigest) ? tagOrDigest : null, said]) {
      // A digest of another kind says nothing that we could compare.
      if (expected !== null && expected.startsWith('sha256:') && expected !== digest) {
        throw mismatch('MANIFEST_DIGEST_MISMATCH', what, expected, digest);
      }
    }
    return { bytes: body, digest, mediaType: mediaType(response) };
  }

  /** As `getManifest`; null when there is no such manifest. */
  async findManifest(tagOrDigest: string): Promise<FetchedManifest | null> {
    try {
      return await this.getManifest(tagOrDigest);
    } catch (error) {
      if (error instanceof SourceError && error.code === 'REGISTRY_NOT_FOUND') return null;
      throw error;
    }
  }

  /**
   * One page of the list of manifests that say they are about `digest`, and where the next one is; null when the
   * registry has no such list. Nothing in it is verified.
   * Source: OCI distribution specification 1.1, "listing referrers".
   */
  async getReferrers(digest: string, page: string | null): Promise<ReferrersPage | null> {
    const what = `${this.name}: referrers of ${digest}`;
    const request: Ask = {
      path: `referrers/${digest}${page ?? ''}`,
      what,
      headers: { accept: INDEX_TYPES[0] ?? '' },
    };
    try {
      const { response, body } = await this.#ask(request, LIMITS.manifestBytes.value);
      return { bytes: body, mediaType: mediaType(response), next: nextQuery(response, this.endpoint) };
    } catch (error) {
      const code = error instanceof SourceError ? error.code : null;
      if (code === 'REGISTRY_NOT_FOUND') return null;
      throw error;
    }
  }

  /** What a tag stands for now, without fetching it; null when there is no such manifest. */
  async head(tagOrDigest: string): Promise<ManifestHead | null> {
    const path = `manifests/${tagOrDigest}`;
    const what = `${this.name}: ${tagOrDigest}`;
    const response = await this.#open({ path, what, method: 'HEAD', headers: { accept: ACCEPT } });
    await discard(response);
    if (response.status === 404) return null;
    if (!response.ok) throw await statusError(response, what, this.#auth.hide);
    const digest = response.headers.get('docker-content-digest');
    const size = response.headers.get('content-length');
    return {
      digest: digest !== null && isDigest(digest) ? digest : null,
      mediaType: mediaType(response),
      size: size !== null && /^\d{1,15}$/u.test(size) ? Number(size) : null,
    };
  }

  /** A small blob, whole and verified. Throws also `SourceError` BLOB_TOO_LARGE, `VerificationError` BLOB_DIGEST_MISMATCH. */
  async getBlob(descriptor: Descriptor, limit: number): Promise<Buffer> {
    const { digest, size } = descriptor;
    const what = `${this.name}: blob ${digest}`;
    if (size > limit) {
      throw new SourceError('BLOB_TOO_LARGE', `${what}: ${size} bytes, more than the ${limit} that are read`);
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of await this.openBlob(descriptor, this.#options.signal)) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    const actual = sha256(bytes);
    if (actual !== digest) throw mismatch('BLOB_DIGEST_MISMATCH', what, digest, actual);
    return bytes;
  }

  /** A blob as a stream of exactly its size; the digest is for the reader to verify. */
  openBlob(descriptor: Descriptor, signal: AbortSignal): Promise<AsyncIterable<Uint8Array<ArrayBuffer>>> {
    const { digest, size } = descriptor;
    const where = `${this.name}: blob ${digest}`;
    const { signal: ours, delay } = this.#options;
    const both = ours === signal ? ours : AbortSignal.any([ours, signal]);
    const fetchFrom = async (offset: number): Promise<Response> => {
      const range: Record<string, string> = offset === 0 ? {} : { range: `bytes=${offset}-` };
      const headers = { 'accept-encoding': 'identity', ...range };
      const response = await this.#open({ path: `blobs/${digest}`, what: where, headers, signal: both });
      if (response.status === 200 || (response.status === 206 && offset > 0)) return response;
      throw await statusError(response, where, this.#auth.hide);
    };
    return openBlobStream({ size, where, signal: both, delay, fetchFrom });
  }

  /** Sends, tries again, and returns the answer of any status with its body unread. */
  async #open(ask: Ask): Promise<Response> {
    const again = (outcome: Outcome<Response>): number | null => shouldRetry(outcome);
    return this.#retry(ask, () => this.#sendAuthorised(ask), { again, discard });
  }

  /** As `#open`, with the body of a good answer read within the same tries. */
  async #ask(ask: Ask, limit: number): Promise<{ response: Response; body: Buffer }> {
    const work = async (): Promise<Answer> => {
      const response = await this.#sendAuthorised(ask);
      return { response, body: response.ok ? await readCapped(response, limit) : null };
    };
    const again = (outcome: Outcome<Answer>): number | null => {
      if (outcome.ok) return shouldRetry({ ok: true, value: outcome.value.response });
      return isTransient(outcome.error) ? 0 : null;
    };
    const { response, body } = await this.#retry(ask, work, {
      again,
      discard: (answer) => discard(answer.response),
    });
    if (body === null) throw await statusError(response, ask.what, this.#auth.hide);
    return { response, body };
  }

  async #retry<T>(
    ask: Ask,
    work: () => Promise<T>,
    how: { again: (outcome: Outcome<T>) => number | null; discard: (value: T) => Promise<void> },
  ): Promise<T> {
    const { log, delay, signal } = this.#options;
    try {
      return await retry(work, {
        ...how,
        signal: ask.signal ?? signal,
        onRetry: (_, ms) => {
          const text = `${ask.what}: trying again in ${ms} ms`;
          // A long wait without a word looks like a hang.
          if (ms < LONG_WAIT_MS) log.debug(text);
          else log.info(text);
        },
        ...(delay === undefined ? {} : { delay }),
      });
    } catch (error) {
      throw registryFault(error, ask.what);
    }
  }

  async #sendAuthorised(ask: Ask): Promise<Response> {
    const used = this.#auth.header;
    const response = await this.#sendOnce(ask);
    // Only the registry itself may ask for credentials, not a host it redirects to.
    if (response.status !== 401 || new URL(response.url).origin !== this.endpoint.origin) return response;
    await discard(response);
    await this.#auth.renew(response.headers.get('www-authenticate'), used);
    return this.#sendOnce(ask);
  }

  #sendOnce(ask: Ask): Promise<Response> {
    const { signal, insecureRegistries } = this.#options;
    const { repository } = this.#options.reference;
    const authorization = this.#auth.header;
    return send({
      url: new URL(`/v2/${repository}/${ask.path}`, this.endpoint),
      method: ask.method ?? 'GET',
      headers: authorization === null ? ask.headers : { ...ask.headers, authorization },
      signal: ask.signal ?? signal,
      insecureHosts: insecureRegistries,
    });
  }
}

interface Ask {
  /** Below `/v2/<repository>/`. */
  readonly path: string;
  /** For messages. */
  readonly what: string;
  readonly method?: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Answer {
  readonly response: Response;
  readonly body: Buffer | null;
}

const NEXT_LINK = /^<([^<>]{1,2048})>\s{0,8};\s{0,8}rel="?next"?/u;
const LONG_WAIT_MS = 5000;
const ACCEPT = [...INDEX_TYPES, ...MANIFEST_TYPES].join(', ');

/** Only the query of `Link` is used: the rest could lead elsewhere. Source: RFC 8288. */
function nextQuery(response: Response, endpoint: URL): string | null {
  const link = response.headers.get('link');
  const [, target] = (link === null ? null : NEXT_LINK.exec(link)) ?? [];
  return target === undefined ? null : new URL(target, endpoint).search;
}

function mediaType(response: Response): string | null {
  return response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? null;
}

function mismatch(code: string, what: string, expected: string, actual: string): VerificationError {
  return new VerificationError(
    code,
    `${what}: the digest should be ${plain(expected, 100)} and is ${actual}`,
    {
      hint: 'What came is not what was asked for: the registry or a proxy before it is damaged, or something is amiss.',
    },
  );
}
