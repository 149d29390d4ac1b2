import { GateError, SourceError, errorText } from '../model/errors.ts';
import { plain } from './escape.ts';
import { LIMITS } from './limits.ts';
import { retry } from './retry.ts';
import type { Outcome, RetryOptions } from './retry.ts';
import { isLoopback, leadsHere, mayUsePlainHttp, parseUrl, redactUrl } from './url.ts';

export interface HttpRequest {
  readonly url: string | URL;
  /** `GET` when left out. */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** All but the harmless ones are dropped when a redirect leads to another origin. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
  /** Milliseconds until the headers must be there; `LIMITS.httpHeadersMs` when left out. */
  readonly timeoutMs?: number;
  /** Hosts that may be talked to over plain HTTP, `name[:port]`. This machine always may. */
  readonly insecureHosts?: readonly string[];
}

export const USER_AGENT = 'image-gate';

/**
 * Sends one request and follows redirects; answers of any status are returned.
 * The body is the caller's to read (`readCapped`, `bodyChunks`) or to `discard`.
 * Throws `SourceError` NETWORK_UNREACHABLE, NETWORK_TIMEOUT, NETWORK_TLS, HTTP_URL_INVALID, HTTP_INSECURE,
 * HTTP_REDIRECT; the signal's own reason when it was aborted.
 */
export async function send(request: HttpRequest): Promise<Response> {
  let url = parseUrl(String(request.url));
  if (url === null) throw new SourceError('HTTP_URL_INVALID', `not a URL: ${redactUrl(request.url)}`);
  checkScheme(url, request);
  const { signal, timeoutMs = LIMITS.httpHeadersMs.value } = request;
  let { method = 'GET', body } = request;
  let headers = new Headers(request.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', USER_AGENT);
  for (let hops = 0; hops <= LIMITS.redirects.value; hops++) {
    const response = await sendOnce(url, { method, body, headers, signal, timeoutMs });
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null;
    if (location === null) return response;
    await discard(response);
    const next = checkedRedirect(url, location, request);
    if (response.status === 303 && method !== 'HEAD') {
      method = 'GET';
      body = undefined;
    }
    const safe = method === 'GET' || method === 'HEAD';
    if (!safe && response.status < 307) throw redirectError(url, `a ${method} request was sent elsewhere`);
    if (next.origin !== url.origin) headers = harmless(headers);
    url = next;
  }
  throw redirectError(url, `more than ${LIMITS.redirects.value} redirects`);
}

/** As `send`, tried again while it may help: see `shouldRetry`. The last answer is returned whatever it is. */
export function sendRetrying(
  request: HttpRequest,
  options: Omit<RetryOptions<Response>, 'again' | 'signal'> = {},
): Promise<Response> {
  const { signal } = request;
  return retry(() => send(request), {
    ...options,
    ...(signal === undefined ? {} : { signal }),
    again: shouldRetry,
    discard,
  });
}

/**
 * How long to wait at least before another try, in milliseconds; null when another try cannot help.
 * Network errors and time-outs, 408, 429 and 5xx may pass. Source: RFC 9110, 10.2.3 and 15.
 */
export function shouldRetry(outcome: Outcome<Response>): number | null {
  if (!outcome.ok) return isTransient(outcome.error) ? 0 : null;
  const { status, headers } = outcome.value;
  const may = status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
  return may ? retryAfterMs(headers.get('retry-after'), Date.now()) : null;
}

/** True for faults of the network that may pass by themselves; a name that does not exist will not. */
export function isTransient(error: unknown): boolean {
  return error instanceof SourceError && TRANSIENT.has(error.code) && networkCode(error) !== 'ENOTFOUND';
}

/** The system's code for what broke (`ECONNREFUSED`, `CERT_HAS_EXPIRED`); empty when there is none. */
export function networkCode(error: unknown): string {
  return causeCode(deepestCause(error));
}

/** The wait that `Retry-After` asks for, in milliseconds: seconds or an HTTP date; 0 when there is none. */
export function retryAfterMs(value: string | null, now: number): number {
  if (value === null) return 0;
  if (/^\d{1,9}$/u.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

/** The whole body; more than `limit` bytes is `SourceError` HTTP_BODY_TOO_LARGE, never a cut. */
export async function readCapped(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bodyChunks(response)) {
    length += chunk.byteLength;
    if (length > limit) {
      throw new SourceError('HTTP_BODY_TOO_LARGE', `${redactUrl(response.url)}: more than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** The start of an error's body as one line of visible text, for messages; empty when it cannot be read. */
export async function readErrorText(response: Response): Promise<string> {
  const bytes: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of bodyChunks(response)) {
      bytes.push(chunk);
      length += chunk.byteLength;
      if (length >= LIMITS.errorBodyBytes.value) break;
    }
  } catch {
    // What came before the connection broke is good enough for a message.
  }
  return Buffer.concat(bytes).subarray(0, LIMITS.errorBodyBytes.value).toString('utf8').trim();
}

/** The body as it comes. Silence for `idleMs` is `SourceError` NETWORK_TIMEOUT; leaving the loop ends the connection. */
export async function* bodyChunks(
  response: Response,
  idleMs: number = LIMITS.httpIdleMs.value,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  let reading = false;
  let silent = false;
  const timer = setTimeout(() => {
    // Between reads it is the reader of this generator who is slow, not the server.
    if (!reading) {
      timer.refresh();
      return;
    }
    silent = true;
    reader.cancel().catch(() => {});
  }, idleMs);
  try {
    for (;;) {
      reading = true;
      timer.refresh();
      const { done, value } = await reader.read();
      reading = false;
      if (silent) throw timeoutError(response.url, idleMs);
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw networkError(error, response.url);
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => {});
  }
}

/** Gives the connection back without reading the body. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {});
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const TRANSIENT: ReadonlySet<string> = new Set(['NETWORK_UNREACHABLE', 'NETWORK_TIMEOUT']);
const HARMLESS_HEADERS: readonly string[] = ['accept', 'accept-encoding', 'range', 'user-agent'];
const TLS_CODE =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$|INVALID_CA$)/u;

interface Hop {
  readonly method: string;
  readonly body: HttpRequest['body'] | undefined;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
}

async function sendOnce(url: URL, hop: Hop): Promise<Response> {
  const { method, body, headers, signal, timeoutMs } = hop;
  signal?.throwIfAborted();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(timeoutError(url, timeoutMs)), timeoutMs);
  try {
    return await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]),
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw networkError(error, url);
  } finally {
    clearTimeout(timer);
  }
}

function checkScheme(url: URL, request: HttpRequest): void {
  if (url.protocol === 'https:') return;
  const { insecureHosts = [] } = request;
  if (url.protocol === 'http:' && mayUsePlainHttp(url, insecureHosts)) return;
  throw new SourceError('HTTP_INSECURE', `${redactUrl(url)}: refused, it is not HTTPS`, {
    hint: 'Plain HTTP must be allowed for this host by name.',
  });
}

function checkedRedirect(from: URL, location: string, request: HttpRequest): URL {
  const to = parseUrl(location, from);
  if (to === null) throw redirectError(from, 'the redirect leads to no URL');
  if (from.protocol === 'https:' && to.protocol !== 'https:') {
    throw redirectError(from, 'the redirect leads from HTTPS to plain HTTP');
  }
  // A server elsewhere has no business with services of this machine.
  if (leadsHere(to.hostname) && !isLoopback(from.hostname)) {
    throw redirectError(from, 'the redirect leads to this machine');
  }
  checkScheme(to, request);
  // Credentials in a redirect are the server's, not ours, and would show in logs of proxies.
  to.username = '';
  to.password = '';
  return to;
}

function harmless(headers: Headers): Headers {
  const kept = new Headers();
  for (const name of HARMLESS_HEADERS) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}

function redirectError(url: URL, reason: string): SourceError {
  return new SourceError('HTTP_REDIRECT', `${redactUrl(url)}: ${reason}`);
}

function timeoutError(url: string | URL, ms: number): SourceError {
  return new SourceError('NETWORK_TIMEOUT', `${redactUrl(url)}: no answer for ${ms / 1000} s`);
}

// Node's fetch hides what happened in `cause`, sometimes twice.
function networkError(error: unknown, url: string | URL): Error {
  if (error instanceof GateError || error instanceof DOMException) return error;
  const cause = deepestCause(error);
  const code = causeCode(cause);
  const text = `${redactUrl(url)}: ${plain(code === '' ? errorText(cause) : `${errorText(cause).trim()} (${code})`, 300)}`;
  if (TLS_CODE.test(code)) {
    return new SourceError('NETWORK_TLS', text, {
      cause: error,
      hint: 'For a private certificate authority, set NODE_EXTRA_CA_CERTS to its certificate.',
    });
  }
  return new SourceError('NETWORK_UNREACHABLE', text, { cause: error });
}

function deepestCause(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5; depth++) {
    if (cause instanceof AggregateError && cause.errors.length > 0) cause = cause.errors[0];
    else if (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
    else return cause;
  }
  return cause;
}

function causeCode(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  return typeof code === 'string' ? code : '';
}
