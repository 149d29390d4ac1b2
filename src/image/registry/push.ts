import { SourceError } from '../../model/errors.ts';
import { discard, send, shouldRetry } from '../../util/http.ts';
import { retry } from '../../util/retry.ts';
import type { RegistryAuth } from './auth.ts';
import { authFor } from './auth-for.ts';
import { findEndpoint } from './endpoint.ts';
import { registryFault, statusError } from './errors.ts';
import type { RegistryOptions } from './options.ts';

interface Call {
  readonly method: 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly contentType?: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** For messages. */
  readonly what: string;
  /** Statuses that are answers; another is an error. */
  readonly expected: readonly number[];
}

/** Finds out how the registry is to be talked to, to write to one repository. Throws as `connectRegistry`. */
export async function connectPusher(options: RegistryOptions): Promise<RegistryPusher> {
  const { registry } = options.reference;
  try {
    return new RegistryPusher(
      await findEndpoint(registry, options.insecureRegistries, options.signal),
      options,
    );
  } catch (error) {
    throw registryFault(error, `cannot reach the registry ${registry}`);
  }
}

/**
 * Writes blobs and manifests. Throws `SourceError` REGISTRY_*.
 * Source: OCI distribution specification 1.1, "pushing blobs" (POST then PUT) and "pushing manifests".
 */
export class RegistryPusher {
  readonly #endpoint: URL;
  readonly #options: RegistryOptions;
  readonly #auth: RegistryAuth;

  constructor(endpoint: URL, options: RegistryOptions) {
    this.#endpoint = endpoint;
    this.#options = options;
    this.#auth = authFor(endpoint, options, 'pull,push');
  }

  /** One blob in one piece; one that is there is not sent again. */
  async pushBlob(bytes: Uint8Array, digest: string): Promise<void> {
    const what = `${this.#name()}: blob ${digest}`;
    const there = await this.#call({
      method: 'HEAD',
      url: this.#url(`blobs/${digest}`),
      what,
      expected: [200, 404],
    });
    if (there.status === 200) return;
    const started = await this.#call({
      method: 'POST',
      url: this.#url('blobs/uploads/'),
      what,
      expected: [202],
    });
    const location = started.headers.get('location');
    const url = location === null ? null : URL.parse(location, this.#endpoint.href);
    // Bytes and credentials go only to the registry itself.
    if (url === null || url.origin !== this.#endpoint.origin) {
      throw new SourceError('REGISTRY_ERROR', `${what}: the registry names no place of its own to upload to`);
    }
    url.searchParams.set('digest', digest);
    const body = new Uint8Array(bytes);
    const contentType = 'application/octet-stream';
    await this.#call({ method: 'PUT', url, contentType, body, what, expected: [201] });
  }

  async pushManifest(bytes: Uint8Array, tagOrDigest: string, mediaType: string): Promise<void> {
    await this.#call({
      method: 'PUT',
      url: this.#url(`manifests/${tagOrDigest}`),
      contentType: mediaType,
      body: new Uint8Array(bytes),
      what: `${this.#name()}: ${tagOrDigest}`,
      expected: [201],
    });
  }

  async #call(call: Call): Promise<Response> {
    const { signal, delay } = this.#options;
    let response: Response;
    try {
      response = await retry(() => this.#authorised(call), {
        signal,
        again: shouldRetry,
        discard,
        ...(delay === undefined ? {} : { delay }),
      });
    } catch (error) {
      throw registryFault(error, call.what);
    }
    if (!call.expected.includes(response.status))
      throw await statusError(response, call.what, this.#auth.hide);
    await discard(response);
    return response;
  }

  async #authorised(call: Call): Promise<Response> {
    const used = this.#auth.header;
    const response = await this.#once(call);
    if (response.status !== 401 || new URL(response.url).origin !== this.#endpoint.origin) return response;
    await discard(response);
    await this.#auth.renew(response.headers.get('www-authenticate'), used);
    return this.#once(call);
  }

  #once({ method, url, contentType, body }: Call): Promise<Response> {
    const { signal, insecureRegistries } = this.#options;
    const authorization = this.#auth.header;
    return send({
      url,
      method,
      headers: {
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
        ...(authorization === null ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body }),
      signal,
      insecureHosts: insecureRegistries,
    });
  }

  #url(path: string): URL {
    return new URL(`/v2/${this.#options.reference.repository}/${path}`, this.#endpoint);
  }

  #name(): string {
    const { registry, repository } = this.#options.reference;
    return `${registry}/${repository}`;
  }
}
