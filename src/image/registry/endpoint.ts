import { DEFAULT_REGISTRY } from '../../model/reference.ts';
import { SourceError } from '../../model/errors.ts';
import { discard, networkCode, send } from '../../util/http.ts';
import { mayUsePlainHttp } from '../../util/url.ts';

/**
 * Where a registry's API is. Always HTTPS, except for this machine and the hosts that the user allowed: those
 * are asked over HTTPS first, and over plain HTTP when they do not speak TLS.
 * A certificate that cannot be trusted is an error for them too (`SourceError` NETWORK_TLS).
 */
export async function findEndpoint(
  registry: string,
  insecureHosts: readonly string[],
  signal: AbortSignal,
): Promise<URL> {
  if (registry === DEFAULT_REGISTRY) return new URL('https://registry-1.docker.io');
  const https = new URL(`https://${registry}`);
  const http = new URL(`http://${registry}`);
  if (!mayUsePlainHttp(http, insecureHosts)) return https;
  try {
    await discard(await send({ url: new URL('/v2/', https), signal, insecureHosts, timeoutMs: PROBE_MS }));
    return https;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceError && error.code === 'NETWORK_TLS' && !NOT_TLS.test(networkCode(error))) {
      throw error;
    }
    return http;
  }
}

const PROBE_MS = 10_000;
// What OpenSSL says to a server that answers a TLS greeting in plain text.
const NOT_TLS =
  /^(?:EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|ERR_SSL_HTTP_REQUEST)$/u;
