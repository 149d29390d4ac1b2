import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type Docker from 'dockerode';
import { EngineError, GateError, SourceError } from '../../model/errors.ts';
import { isDigest } from '../../model/reference.ts';
import { formatPlatform, type BuildSource, type Platform } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { jsonLines } from '../../util/json-lines.ts';
import { LIMITS } from '../../util/limits.ts';
import { callJson, callStream, daemonFault } from '../daemon/client.ts';
import type { BuildLog } from './build-log.ts';
import { decodeTrace } from './buildkit-trace.ts';
import { packContext } from './context.ts';
import { needsBuildx } from './docker-cli.ts';

export interface EngineBuild {
  readonly source: BuildSource;
  /** Absolute paths. */
  readonly context: string;
  readonly dockerfile: string;
  /** See `OpenOptions`. */
  readonly dockerfileText: string | null;
  readonly platform: Platform | null;
  readonly env: NodeJS.ProcessEnv;
  readonly log: BuildLog;
  readonly signal: AbortSignal;
}

/**
 * Builds through the daemon's own interface, with BuildKit where the daemon has it. Returns the image's id.
 * No credentials are passed on: base images that need some must have been pulled.
 * Throws `EngineError` BUILD_FAILED, `InputError` BUILD_NEEDS_BUILDX, `SourceError` DAEMON_*.
 * Source: Docker Engine API, "Build an image".
 */
export async function buildWithEngine(docker: Docker, build: EngineBuild): Promise<string> {
  const { source, context, dockerfile, log, signal } = build;
  const what = `building "${source.context}"`;
  const packed = await packContext(context, dockerfile, build.dockerfileText);
  if (packed.note !== null) log.write(`note: ${packed.note}`);
  const query = new URLSearchParams(await parameters(docker, build));
  query.set('dockerfile', packed.dockerfile);
  for (const tag of source.tags) query.append('t', tag);
  const body = Readable.from(packed.tar).on('error', (error) => zipped.destroy(error));
  const zipped = createGzip({ level: 1 });
  body.pipe(zipped);
  try {
    // The client cuts off the last character of a path that has a query.
    const path = `/build?${query.toString()}&`;
    const stream = await callStream(docker, { method: 'POST', path, signal, body: zipped });
    return await follow(stream, { what, log });
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw daemonFault(error, what, signal);
  } finally {
    body.destroy();
    zipped.destroy();
  }
}

async function parameters(docker: Docker, build: EngineBuild): Promise<Record<string, string>> {
  const { source, platform, env, signal } = build;
  if (source.cacheTo.length > 0) throw needsBuildx('cache-to');
  return {
    version: (await hasBuildKit(docker, signal)) ? '2' : '1',
    rm: '1',
    forcerm: '1',
    buildargs: JSON.stringify(Object.fromEntries(source.buildArgs.flatMap((arg) => argument(arg, env)))),
    labels: JSON.stringify(Object.fromEntries(source.labels.map(pair))),
    cachefrom: JSON.stringify(source.cacheFrom.map(cacheReference)),
    ...(source.target === null ? {} : { target: source.target }),
    ...(platform === null ? {} : { platform: formatPlatform(platform) }),
  };
}

/** Docker has had BuildKit behind its interface since version 1.39 of it, on Linux. */
async function hasBuildKit(docker: Docker, signal: AbortSignal): Promise<boolean> {
  let version: unknown;
  try {
    version = await callJson(docker, { method: 'GET', path: '/version', signal });
  } catch (error) {
    throw daemonFault(error, 'asking for the daemon’s version', signal);
  }
  if (typeof version !== 'object' || version === null) return false;
  const api = 'ApiVersion' in version ? String(version.ApiVersion) : '';
  const os = 'Os' in version ? version.Os : null;
  const minor = /^1\.(\d{1,4})$/u.exec(api)?.[1];
  return os === 'linux' && minor !== undefined && Number(minor) >= 39;
}

function pair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `NAME` alone takes the value from the environment, and is left out when it has none there. */
function argument(text: string, env: NodeJS.ProcessEnv): readonly (readonly [string, string])[] {
  if (text.includes('=')) return [pair(text)];
  const value = env[text];
  return value === undefined ? [] : [[text, value]];
}

function cacheReference(text: string): string {
  if (!text.includes('=')) return text;
  const parts = new Map(text.split(',').map(pair));
  const reference = parts.get('ref');
  if (parts.get('type') === 'registry' && reference !== undefined) return reference;
  throw needsBuildx(`cache-from "${plain(text, 200)}"`);
}

async function follow(
  stream: AsyncIterable<Uint8Array>,
  { what, log }: { what: string; log: BuildLog },
): Promise<string> {
  const steps = new Map<string, number>();
  let id: string | null = null;
  for await (const message of jsonLines(stream, { limit: LIMITS.buildLineBytes.value, what })) {
    if (typeof message !== 'object' || message === null) continue;
    if ('error' in message && typeof message.error === 'string') {
      log.write(`ERROR: ${message.error}`);
      throw new EngineError('BUILD_FAILED', `${what} failed: ${log.tail()}`, {
        hint: 'The whole log of the build is above. Nothing was examined.',
      });
    }
    if ('stream' in message && typeof message.stream === 'string') log.write(message.stream);
    if (!('aux' in message)) continue;
    if (typeof message.aux === 'string') showTrace(message.aux, steps, log);
    else id = idOf(message.aux) ?? id;
  }
  if (id !== null) return id;
  throw new SourceError('BUILD_NO_ID', `${what}: the daemon did not say which image it built`, {
    hint: 'Install docker buildx, or give the image by name.',
  });
}

function idOf(aux: unknown): string | null {
  const id = typeof aux === 'object' && aux !== null && 'ID' in aux ? aux.ID : null;
  return typeof id === 'string' && isDigest(id) ? id : null;
}

function showTrace(base64: string, steps: Map<string, number>, log: BuildLog): void {
  const { steps: changed, logs } = decodeTrace(base64);
  for (const { digest, name, cached, started, error } of changed) {
    if (!started && !cached) continue;
    const isNew = !steps.has(digest);
    if (isNew) steps.set(digest, steps.size + 1);
    const number = steps.get(digest) ?? 0;
    if (isNew) log.write(`#${number} ${name}${cached ? ' (cached)' : ''}`);
    if (error !== null) log.write(`#${number} ERROR: ${error}`);
  }
  for (const { step, text } of logs) {
    const prefix = `#${steps.get(step) ?? 0} `;
    for (const line of text.split('\n')) if (line !== '') log.write(`${prefix}${line}`);
  }
}
