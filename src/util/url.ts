/** What may be shown of a URL: no user, no password, no query or fragment, which may hold tokens. */
export function redactUrl(url: string | URL): string {
  const parsed = typeof url === 'string' ? parseUrl(url) : url;
  if (parsed === null) return '(not a URL)';
  const query = parsed.search === '' ? '' : '?…';
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}${query}`;
}

/** Null when the text is not a URL. */
export function parseUrl(text: string, base?: URL): URL | null {
  return URL.canParse(text, base?.href) ? new URL(text, base) : null;
}

// The unspecified addresses, and IPv4's loopback inside IPv6 as `URL` writes it.
const ALSO_HERE = /^(?:0\.0\.0\.0|\[::\]|\[::(?:ffff:)?7f[0-9a-f]{2}:[0-9a-f]{1,4}\])$/u;
const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;

/** True for names and addresses of this machine; `hostname` as in `URL`, without port. Source: RFC 6761, 6.3. */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/u, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || LOOPBACK_V4.test(host);
}

/** Wider than `isLoopback`: also the addresses that only happen to lead here. For what must not lead here. */
export function leadsHere(hostname: string): boolean {
  return isLoopback(hostname) || ALSO_HERE.test(hostname);
}

/** Plain HTTP is for this machine and for the hosts (`name[:port]`, compared exactly) that the user allowed. */
export function mayUsePlainHttp(url: URL, insecureHosts: readonly string[]): boolean {
  const port = url.port === '' ? '80' : url.port;
  return (
    isLoopback(url.hostname) ||
    insecureHosts.includes(url.host) ||
    insecureHosts.includes(`${url.hostname}:${port}`)
  );
}
