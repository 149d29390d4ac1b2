import { z } from 'zod';
import { SourceError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { readCapped, sendRetrying } from '../../util/http.ts';
import type { HttpRequest } from '../../util/http.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Delay } from '../../util/retry.ts';
import { isLoopback, leadsHere, parseUrl, redactUrl } from '../../util/url.ts';
import { parseChallenges } from './challenge.ts';
import type { Challenge } from './challenge.ts';
import type { Credential } from './credential.ts';
import { DENIED_HINT, registryFault, statusError } from './errors.ts';

export interface AuthOptions {
  readonly endpoint: URL;
  readonly repository: string;
  readonly insecureHosts: readonly string[];
  readonly signal: AbortSignal;
  readonly delay: Delay | undefined;
  /** What a token is asked for; reading when left out. */
  readonly actions?: 'pull' | 'pull,push';
  /** Asked once, when the registry first wants to know who we are. */
  readonly credential: () => Promise<Credential | null>;
}

/**
 * Holds the `Authorization` header for one repository and gets a new one when the registry asks.
 * Source: distribution specification, "token authentication" and "oauth2 token authentication".
 */
export class RegistryAuth {
  readonly #options: AuthOptions;
  readonly #secrets = new Set<string>();
  #credential: Promise<Credential | null> | null = null;
  #header: string | null = null;
  #renewal: Promise<string> | null = null;

  constructor(options: AuthOptions) {
    this.#options = options;
  }

  /** Null as long as the registry has not asked. */
  get header(): string | null {
    return this.#header;
  }

  /** Takes every secret that was used out of a text from outside. */
  readonly hide = (text: string): string => {
    let hidden = text;
    for (const secret of this.#secrets) hidden = hidden.replaceAll(secret, '***');
    return hidden;
  };

  /**
   * After a 401 that answered a request with `used`: gets another header. Requests that fail together share
   * one renewal. Throws `SourceError` REGISTRY_DENIED when there is no way in.
   */
  async renew(challengeHeader: string | null, used: string | null): Promise<void> {
    if (this.#header !== used) return;
    this.#renewal ??= this.#answer(parseChallenges(challengeHeader ?? ''), used).finally(() => {
      this.#renewal = null;
    });
    this.#header = await this.#renewal;
  }

  async #answer(challenges: readonly Challenge[], used: string | null): Promise<string> {
    const { endpoint } = this.#options;
    this.#credential ??= this.#options.credential();
    const credential = await this.#credential;
    if (credential !== null) this.#remember(credential);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
    const header =
      bearer === undefined
        ? basicHeader(challenges, credential)
        : await this.#bearerHeader(bearer.parameters, credential);
    if (header === null) {
      const reason =
        credential === null ? 'it wants a login' : 'there is no way to log in that it and we know';
      throw denied(`${redactUrl(endpoint)}: ${reason}`);
    }
    this.#secrets.add(header.slice(header.indexOf(' ') + 1));
    // A token may be renewed; the same password a second time will not do better.
    if (header === used) throw denied(`${redactUrl(endpoint)}: the registry refused the credentials`);
    return header;
  }

  async #bearerHeader(
    parameters: ReadonlyMap<string, string>,
    credential: Credential | null,
  ): Promise<string | null> {
    if (credential?.kind === 'bearer') return `Bearer ${credential.token}`;
    const realm = this.#realm(parameters.get('realm') ?? '');
    const { repository, insecureHosts, signal, delay, actions = 'pull' } = this.#options;
    const query = new URLSearchParams({ scope: `repository:${repository}:${actions}` });
    const service = parameters.get('service');
    if (service !== undefined) query.set('service', service);
    const request = tokenRequest(realm, query, credential);
    const what = `cannot get a token for ${repository}`;
    let response: Response;
    try {
      response = await sendRetrying(
        { ...request, signal, insecureHosts },
        delay === undefined ? {} : { delay },
      );
      if (response.ok)
        return `Bearer ${parseToken(await readCapped(response, LIMITS.tokenBytes.value), realm)}`;
    } catch (error) {
      throw registryFault(error, what);
    }
    throw await statusError(response, what, this.hide);
  }

  /** Where tokens are given. The registry names it, so it gets the registry's credentials, but not in the clear. */
  #realm(text: string): URL {
    const { endpoint } = this.#options;
    const realm = parseUrl(text);
    if (realm === null) throw badRealm(endpoint, `no URL: "${plain(text, 200)}"`);
    if (leadsHere(realm.hostname) && !isLoopback(endpoint.hostname)) {
      throw badRealm(endpoint, `a service on this machine: ${redactUrl(realm)}`);
    }
    return realm;
  }

  #remember(credential: Credential): void {
    if (credential.kind === 'basic') {
      this.#secrets.add(encoded(credential));
      if (credential.password !== '') this.#secrets.add(credential.password);
    } else {
      this.#secrets.add(credential.token);
    }
  }
}

type BasicCredential = Extract<Credential, { kind: 'basic' }>;

const CLIENT_ID = 'image-gate';
const TOKEN_ANSWER = z.object({ token: z.string().nullish(), access_token: z.string().nullish() });
const TOKEN = /^[\u0021-\u007e]+$/u;

function basicHeader(challenges: readonly Challenge[], credential: Credential | null): string | null {
  if (credential?.kind !== 'basic') return null;
  return challenges.some(({ scheme }) => scheme === 'basic') ? basic(credential) : null;
}

function basic(credential: BasicCredential): string {
  return `Basic ${encoded(credential)}`;
}

function encoded({ username, password }: BasicCredential): string {
  return Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
}

function tokenRequest(realm: URL, query: URLSearchParams, credential: Credential | null): HttpRequest {
  if (credential?.kind === 'identity') {
    query.set('grant_type', 'refresh_token');
    query.set('client_id', CLIENT_ID);
    query.set('refresh_token', credential.token);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { url: realm, method: 'POST', body: query.toString(), headers };
  }
  const url = new URL(realm);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return { url, headers: credential?.kind === 'basic' ? { authorization: basic(credential) } : {} };
}

function parseToken(bytes: Buffer, realm: URL): string {
  try {
    const { token, access_token: accessToken } = TOKEN_ANSWER.parse(JSON.parse(bytes.toString('utf8')));
    const text = token || accessToken || '';
    if (TOKEN.test(text)) return text;
  } catch {
    // The parser's message quotes the text, which holds a token.
  }
  throw new SourceError('REGISTRY_TOKEN_INVALID', `${redactUrl(realm)}: the answer holds no token`, {
    hint: 'This is a fault of the token service: try again later.',
  });
}

function badRealm(endpoint: URL, reason: string): SourceError {
  return new SourceError(
    'REGISTRY_REALM_REFUSED',
    `${redactUrl(endpoint)}: it sends us for a token to ${reason}`,
    { hint: 'Credentials are not sent there. Check the name of the registry.' },
  );
}

function denied(text: string): SourceError {
  return new SourceError('REGISTRY_DENIED', text, { hint: DENIED_HINT });
}
