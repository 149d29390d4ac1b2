/**
 * What other programs get of our environment: what they need to find their files, their servers and their
 * proxy. No token of GitHub, no key of a cloud, nothing that we do not know.
 */
const NAMES: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TERM',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'TZ',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SSH_AUTH_SOCK',
  'DBUS_SESSION_BUS_ADDRESS',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'SOURCE_DATE_EPOCH',
  'APPDATA',
  'COMSPEC',
  'LOCALAPPDATA',
  'PATHEXT',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'SYSTEMROOT',
  'USERPROFILE',
  'WINDIR',
]);

const PREFIXES: readonly string[] = ['DOCKER_', 'BUILDX_', 'BUILDKIT_', 'XDG_', 'LC_'];

/** The environment for an external program. `also` are names that the user asked to be passed on. */
export function scrubEnv(env: NodeJS.ProcessEnv, also: readonly string[] = []): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    const upper = name.toUpperCase();
    const isKept =
      NAMES.has(upper) || PREFIXES.some((prefix) => upper.startsWith(prefix)) || also.includes(name);
    if (isKept) kept[name] = value;
  }
  return kept;
}
