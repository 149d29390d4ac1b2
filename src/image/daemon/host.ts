import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';

/** Where the daemon is, and with what to talk to it. */
export type DaemonHost =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: TlsFiles | null };

export interface TlsFiles {
  readonly ca: Buffer;
  readonly cert: Buffer;
  readonly key: Buffer;
}

const DEFAULT_SOCKET = '/var/run/docker.sock';
const DEFAULT_PIPE = '//./pipe/docker_engine';

/**
 * Finds the daemon as the docker program does: DOCKER_HOST with DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, else
 * the context that DOCKER_CONTEXT or Docker's configuration names, else the default socket.
 * Throws `InputError` DOCKER_HOST_INVALID or DOCKER_CERTIFICATES.
 */
export async function findDaemon(env: NodeJS.ProcessEnv): Promise<DaemonHost> {
  const given = env['DOCKER_HOST'] || (await contextHost(env));
  if (given !== null && given !== '') return await parseHost(given, env);
  return { kind: 'socket', path: process.platform === 'win32' ? DEFAULT_PIPE : DEFAULT_SOCKET };
}

async function parseHost(text: string, env: NodeJS.ProcessEnv): Promise<DaemonHost> {
  if (text.startsWith('unix://'))
    return { kind: 'socket', path: text.slice('unix://'.length) || DEFAULT_SOCKET };
  if (text.startsWith('npipe://'))
    return { kind: 'socket', path: text.slice('npipe://'.length) || DEFAULT_PIPE };
  const url = parseUrl(text);
  if (url === null || !['tcp:', 'http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw new InputError(
      'DOCKER_HOST_INVALID',
      `DOCKER_HOST: "${plain(text, 200)}" is not a host that is understood`,
      {
        hint: 'Use unix:///path, npipe:////./pipe/name or tcp://host:port. For ssh, forward the socket with `ssh -L`.',
      },
    );
  }
  const wantsTls = (env['DOCKER_TLS_VERIFY'] ?? '') !== '' || url.protocol === 'https:';
  const port = url.port === '' ? (wantsTls ? 2376 : 2375) : Number(url.port);
  return { kind: 'tcp', host: url.hostname, port, tls: wantsTls ? await readCertificates(env) : null };
}

function parseUrl(text: string): URL | null {
  // `tcp:` is no special scheme, so an empty host and port are kept as they are.
  return URL.canParse(text) ? new URL(text) : null;
}

async function readCertificates(env: NodeJS.ProcessEnv): Promise<TlsFiles> {
  const folder = env['DOCKER_CERT_PATH'] || configFolder(env);
  try {
    const [ca, cert, key] = await Promise.all(
      ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(join(folder, name))),
    );
    if (ca !== undefined && cert !== undefined && key !== undefined) return { ca, cert, key };
    throw new Error('a file is missing');
  } catch (error) {
    throw new InputError(
      'DOCKER_CERTIFICATES',
      `the certificates for the Docker daemon cannot be read in "${folder}"`,
      {
        cause: error,
        hint: 'Put ca.pem, cert.pem and key.pem there, or set DOCKER_CERT_PATH to the folder that has them.',
      },
    );
  }
}

/** The endpoint of the context that is in use; null when it is the default one or cannot be read. */
async function contextHost(env: NodeJS.ProcessEnv): Promise<string | null> {
  const folder = configFolder(env);
  const name =
    env['DOCKER_CONTEXT'] || textMember(await readJson(join(folder, 'config.json')), ['currentContext']);
  if (name === null || name === '' || name === 'default') return null;
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await readJson(join(folder, 'contexts', 'meta', id, 'meta.json'));
  const host = textMember(meta, ['Endpoints', 'docker', 'Host']);
  if (host !== null) return host;
  throw new InputError('DOCKER_HOST_INVALID', `the Docker context "${plain(name, 200)}" cannot be read`, {
    hint: 'Choose one that `docker context ls` shows, or set DOCKER_HOST.',
  });
}

function configFolder(env: NodeJS.ProcessEnv): string {
  return env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    // Not there or not readable is the same as not configured: the default socket is tried, and says so if absent.
    return null;
  }
}

function textMember(value: unknown, path: readonly string[]): string | null {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return null;
    at = (at as Record<string, unknown>)[key];
  }
  return typeof at === 'string' ? at : null;
}
