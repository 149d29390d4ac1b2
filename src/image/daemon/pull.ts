import type Docker from 'dockerode';
import { SourceError } from '../../model/errors.ts';
import { formatReference, type Reference } from '../../model/reference.ts';
import { formatPlatform, type Platform } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { jsonLines } from '../../util/json-lines.ts';
import { LIMITS } from '../../util/limits.ts';
import type { Logger } from '../../util/log.ts';
import { HUB_KEY, findCredential } from '../registry/credentials.ts';
import { daemonFault } from './client.ts';

export interface PullOptions {
  readonly reference: Reference;
  readonly platform: Platform | null;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/**
 * Lets the daemon pull an image, with the user's credentials for that registry.
 * Throws `SourceError` PULL_FAILED, DAEMON_UNREACHABLE, DAEMON_DENIED or DAEMON_ERROR.
 */
export async function pullImage(docker: Docker, options: PullOptions): Promise<void> {
  const { reference, platform, env, log, signal } = options;
  const tag = reference.tag === null && reference.digest === null ? 'latest' : reference.tag;
  // Without a tag the daemon would pull every one there is.
  const name = formatReference({ ...reference, tag: reference.digest === null ? tag : null });
  const what = `pulling ${name}`;
  log.info(`${what} with the Docker daemon`);
  const authconfig = await authConfig(reference.registry, env, signal);
  try {
    const stream = await docker.pull(name, {
      ...(authconfig === null ? {} : { authconfig }),
      ...(platform === null ? {} : { platform: formatPlatform(platform) }),
      abortSignal: signal,
    });
    await watch(stream as unknown as AsyncIterable<Uint8Array>, what);
  } catch (error) {
    throw daemonFault(error, what, signal);
  }
}

async function watch(stream: AsyncIterable<Uint8Array>, what: string): Promise<void> {
  for await (const message of jsonLines(stream, { limit: LIMITS.buildLineBytes.value, what })) {
    const error =
      typeof message === 'object' && message !== null && 'error' in message ? message.error : null;
    if (error === null || error === undefined) continue;
    throw new SourceError(
      'PULL_FAILED',
      `${what}: ${plain(typeof error === 'string' ? error : JSON.stringify(error), 500)}`,
      {
        hint: 'Check the name, and log in to the registry with `docker login`.',
      },
    );
  }
}

/** Source: Docker Engine API, "Authentication". */
async function authConfig(
  registry: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Record<string, string> | null> {
  const credential = await findCredential(registry, env, signal);
  const serveraddress = registry === 'docker.io' ? HUB_KEY : registry;
  switch (credential?.kind) {
    case 'basic':
      return { username: credential.username, password: credential.password, serveraddress };
    case 'identity':
      return { identitytoken: credential.token, serveraddress };
    case 'bearer':
      return { registrytoken: credential.token, serveraddress };
    case undefined:
      return null;
    default:
      return credential satisfies never;
  }
}
