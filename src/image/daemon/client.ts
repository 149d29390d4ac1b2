import type Docker from 'dockerode';
import { GateError, SourceError, errorText } from '../../model/errors.ts';
import { plain } from '../../util/escape.ts';
import { findDaemon, type DaemonHost } from './host.ts';

/** A client of the daemon that `env` names. Nothing is sent yet. Throws what `findDaemon` throws. */
export async function connectDaemon(env: NodeJS.ProcessEnv): Promise<Docker> {
  const host = await findDaemon(env);
  // Loaded when it is needed: it takes a fifth of a second, and most runs on archives never need it.
  const { default: Client } = await import('dockerode');
  return new Client(clientOptions(host));
}

export interface CallOptions {
  readonly method: 'GET' | 'POST';
  /** With `?` at the end when there is a query. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Becomes the query. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly body?: NodeJS.ReadableStream;
}

/** An answer as JSON. Rejects with what the client gives: see `daemonFault`. */
export function callJson(docker: Docker, call: CallOptions): Promise<unknown> {
  return dial(docker, call, false);
}

/** An answer as it comes. The client's own methods cannot be stopped while the daemon makes up its mind. */
export async function callStream(docker: Docker, call: CallOptions): Promise<AsyncIterable<Uint8Array>> {
  return (await dial(docker, call, true)) as AsyncIterable<Uint8Array>;
}

/** The HTTP status of a daemon's refusal; null for any other error. */
export function daemonStatus(error: unknown): number | null {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : null;
}

/** A daemon's error as one of ours: `SourceError` DAEMON_UNREACHABLE, DAEMON_DENIED or DAEMON_ERROR. */
export function daemonFault(error: unknown, what: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof GateError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (DENIED.has(code)) {
    return new SourceError(
      'DAEMON_DENIED',
      `${what}: the Docker daemon's socket may not be used by this user`,
      {
        cause: error,
        hint: 'Run as a user of the group "docker", or as root.',
      },
    );
  }
  if (UNREACHABLE.has(code)) {
    return new SourceError(
      'DAEMON_UNREACHABLE',
      `${what}: no Docker daemon answers (${plain(errorText(error), 300)})`,
      {
        cause: error,
        hint: 'Start Docker, set DOCKER_HOST, or take the image from a registry or an archive.',
      },
    );
  }
  return new SourceError(
    'DAEMON_ERROR',
    `${what}: the Docker daemon says: ${plain(errorText(error).trim(), 500)}`,
    {
      cause: error,
    },
  );
}

const DENIED: ReadonlySet<string> = new Set(['EACCES', 'EPERM']);
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ENOENT',
  'ENOTSOCK',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

function dial(docker: Docker, call: CallOptions, isStream: boolean): Promise<unknown> {
  const { method, path, signal, options, body } = call;
  return new Promise((resolve, reject) => {
    const settings = {
      method,
      path,
      options,
      file: body,
      isStream,
      abortSignal: signal,
      statusCodes: { 200: true, 404: 'not found', 500: 'server error' },
    };
    docker.modem.dial(settings, (error: unknown, answer: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error(errorText(error)));
      else resolve(answer);
    });
  });
}

/** Every option is given, because the client takes those that are missing from `process.env`. */
function clientOptions(host: DaemonHost): Docker.DockerOptions {
  if (host.kind === 'socket') {
    const absent = { host: undefined, port: undefined, ca: undefined, cert: undefined, key: undefined };
    return { ...absent, socketPath: host.path, protocol: 'http' };
  }
  const tls = host.tls === null ? { ca: undefined, cert: undefined, key: undefined } : readable(host.tls);
  const protocol = host.tls === null ? 'http' : 'https';
  return { host: host.host, port: host.port, protocol, ...tls };
}

function readable(tls: { ca: Buffer; cert: Buffer; key: Buffer }): Record<string, string> {
  return { ca: tls.ca.toString('utf8'), cert: tls.cert.toString('utf8'), key: tls.key.toString('utf8') };
}
