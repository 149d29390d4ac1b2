import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import { request as requestHttp } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { once } from 'node:events';
import { USER_AGENT } from '../../../../util/http.ts';
import { LIMITS } from '../../../../util/limits.ts';
import { parseUrl } from '../../../../util/url.ts';
import type { Ask } from './status.ts';

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Hosts, `name[:port]`, that may be asked although they are on this machine or a private network. */
  readonly privateHosts: readonly string[];
}

/**
 * Asks services about revocation. Their addresses stand in certificates, which anyone can make: they must not lead
 * to this machine or its network, whatever their names resolve to. By custom they are plain HTTP; what they say is
 * signed. Redirects are not followed.
 */
export function asker(options: AskOptions): Ask {
  return async (address, { body, limit }) => {
    const url = parseUrl(address);
    if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
      throw new Error('its address is no web address');
    }
    const isAllowed = options.privateHosts.includes(url.host);
    const host = url.hostname.replace(BRACKETS, '');
    if (!isAllowed && isIP(host) !== 0 && isPrivate(host)) throw privateError(url);
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(LIMITS.revocationMs.value)]);
    const settings: RequestOptions = {
      method: body === null ? 'GET' : 'POST',
      headers: {
        'user-agent': USER_AGENT,
        ...(body === null
          ? {}
          : { 'content-type': 'application/ocsp-request', 'content-length': body.length }),
      },
      signal,
      lookup: guarded(url, isAllowed),
    };
    const request = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, settings);
    // Errors are seen by who waits; one that comes later must not end the process.
    request.on('error', () => {});
    request.end(body ?? undefined);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    try {
      return await readAnswer(response, limit, url);
    } finally {
      request.destroy();
    }
  };
}

const BRACKETS = /^\[|\]$/gu;
const PRIVATE: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** Addresses that are not of the public Internet; IPv4 inside IPv6 is compared as IPv4. Source: IANA, special-purpose address registries. */
function isPrivate(address: string): boolean {
  const list = new BlockList();
  for (const [net, prefix, family] of PRIVATE) list.addSubnet(net, prefix, family);
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Looks the name up, and gives only addresses that may be asked: the connection is made to just these. A proxy that
 * the user set is looked up by the same way, and is theirs to choose.
 */
function guarded(url: URL, isAllowed: boolean) {
  return (
    hostname: string,
    options: LookupOptions,
    done: (error: Error | null, addresses: LookupAddress[]) => void,
  ): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) done(error, []);
      else if (
        !isAllowed &&
        hostname === url.hostname &&
        addresses.some(({ address }) => isPrivate(address))
      ) {
        done(privateError(url), []);
      } else done(null, addresses);
    });
  };
}

function privateError({ host }: URL): Error {
  return new Error(`${host} is on this machine or a private network`);
}

async function readAnswer(response: IncomingMessage, limit: number, url: URL): Promise<Buffer> {
  if (response.statusCode !== 200) throw new Error(`${url.host} answers with HTTP ${response.statusCode}`);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new Error(`${url.host} answers with more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
