import { GateError, SourceError } from '../../../model/errors.ts';
import { RegistryAuth } from '../../../image/registry/auth.ts';
import { findCredential } from '../../../image/registry/credentials.ts';
import { statusError } from '../../../image/registry/errors.ts';
import type { Reference } from '../../../model/reference.ts';
import { discard, readCapped, sendRetrying } from '../../../util/http.ts';
import { LIMITS } from '../../../util/limits.ts';
import type { Delay } from '../../../util/retry.ts';
import type { VerifyContext } from '../judged.ts';
import { refuse } from './codes.ts';
import type { NotaryPlace } from './server.ts';

export interface NotaryOptions extends Pick<VerifyContext, 'env' | 'signal' | 'insecureRegistries'> {
  readonly place: NotaryPlace;
  /** Whose credentials are shown. */
  readonly registry: Reference['registry'];
  readonly delay?: Delay;
}

/** The metadata of one repository. */
export interface MetadataSource {
  /** The name of the repository in content trust. */
  readonly gun: string;
  /** Of the server, with its port. */
  readonly host: string;
  /**
   * `root`, `2.root`, `targets/alice.<sha256>`; null when there is no such file. Refuses one of more than `limit`
   * bytes with CONTENT_TRUST_METADATA_TOO_LARGE; `LIMITS.contentTrustBytes` stands above it.
   */
  find(name: string, limit?: number): Promise<Buffer | null>;
}

/**
 * One repository of a Notary server, read only; nothing is kept. Throws `SourceError` CONTENT_TRUST_UNREACHABLE,
 * CONTENT_TRUST_DENIED, CONTENT_TRUST_SERVER_ERROR, and what `findCredential` throws.
 * Source: Notary, "server API": `GET /v2/<gun>/_trust/tuf/<name>.json`.
 */
export class NotaryClient implements MetadataSource {
  readonly gun: string;
  readonly host: string;
  readonly #options: NotaryOptions;
  readonly #auth: RegistryAuth;
  readonly #base: URL;

  constructor(options: NotaryOptions) {
    const { place, registry, env, signal, insecureRegistries, delay } = options;
    this.gun = place.gun;
    this.host = place.server.host;
    this.#options = options;
    this.#base = new URL(place.server);
    this.#base.pathname = `${place.server.pathname.replace(/\/$/u, '')}/v2/${place.gun}/_trust/tuf/`;
    this.#auth = new RegistryAuth({
      endpoint: place.server,
      // The scope of a token for content trust is the whole name, with the registry.
      repository: place.gun,
      insecureHosts: insecureRegistries,
      signal,
      delay,
      credential: () => findCredential(registry, env, signal),
    });
  }

  async find(name: string, limit = Infinity): Promise<Buffer | null> {
    try {
      const response = await this.#sendAuthorised(name);
      if (response.status === 404) {
        await discard(response);
        return null;
      }
      const most = Math.min(limit, LIMITS.contentTrustBytes.value);
      if (response.ok) return await readCapped(response, most);
      throw await statusError(response, 'the Notary server', this.#auth.hide);
    } catch (error) {
      if (error instanceof GateError && error.code === 'HTTP_BODY_TOO_LARGE') {
        throw refuse('CONTENT_TRUST_METADATA_TOO_LARGE', `${name}: ${error.message}`);
      }
      throw serverFault(error, `content trust of ${this.gun}: ${name}`);
    }
  }

  async #sendAuthorised(name: string): Promise<Response> {
    const used = this.#auth.header;
    const response = await this.#send(name);
    // Only the server itself may ask for credentials, not a host it redirects to.
    if (response.status !== 401 || new URL(response.url).origin !== this.#base.origin) return response;
    await discard(response);
    await this.#auth.renew(response.headers.get('www-authenticate'), used);
    return this.#send(name);
  }

  #send(name: string): Promise<Response> {
    const { signal, insecureRegistries, delay } = this.#options;
    const authorization = this.#auth.header;
    return sendRetrying(
      {
        url: new URL(`${name}.json`, this.#base),
        // What a proxy remembers may be older than what the timestamp vouches for.
        headers: { 'cache-control': 'no-cache', ...(authorization === null ? {} : { authorization }) },
        signal,
        insecureHosts: insecureRegistries,
      },
      delay === undefined ? {} : { delay },
    );
  }
}

/** Codes of faults on the way there and back. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'NETWORK_UNREACHABLE',
  'NETWORK_TIMEOUT',
  'NETWORK_TLS',
  'HTTP_INSECURE',
  'HTTP_REDIRECT',
  'REGISTRY_UNREACHABLE',
  'REGISTRY_TIMEOUT',
  'REGISTRY_TLS',
  'REGISTRY_INSECURE',
]);

function serverFault(cause: unknown, what: string): unknown {
  if (!(cause instanceof SourceError)) return cause;
  const text = `${what}: ${cause.message}`;
  if (UNREACHABLE.has(cause.code)) {
    const hint =
      cause.hint ??
      'Without the Notary server nothing is verified: check `server`, the network and the proxy.';
    return new SourceError('CONTENT_TRUST_UNREACHABLE', text, { cause, hint });
  }
  if (cause.code === 'REGISTRY_DENIED') {
    const hint = 'Log in to the registry (`docker login`) with an account that may read the repository.';
    return new SourceError('CONTENT_TRUST_DENIED', text, { cause, hint });
  }
  const hint = 'This is a fault of the Notary server: try again later.';
  return new SourceError('CONTENT_TRUST_SERVER_ERROR', text, { cause, hint });
}
