import type Docker from 'dockerode';
import { GateError, InputError, SourceError, errorText } from '../model/errors.ts';
import { formatReference, parseReference, type Reference } from '../model/reference.ts';
import { formatPlatform, type ReferenceSource } from '../model/source.ts';
import { plain } from '../util/escape.ts';
import { connectDaemon } from './daemon/client.ts';
import { exportImage } from './daemon/export.ts';
import { digestAt, findLocal, type LocalImage } from './daemon/local.ts';
import { pullImage } from './daemon/pull.ts';
import type { Image } from './image.ts';
import { checkPlatform } from './layout/oci-image.ts';
import type { OpenOptions } from './open-options.ts';
import { platformRank } from './platform-match.ts';
import { openRegistryImage } from './registry/image.ts';

/**
 * Opens an image by name. `auto` takes the daemon's image when it has it, else the registry's; `pull: never`
 * keeps to what the daemon has; `pull: always` goes to the registry, or lets the daemon pull when it is forced.
 * Throws `InputError` REFERENCE_INVALID, PULL_NEVER, PLATFORM_MISMATCH; `SourceError` IMAGE_NOT_FOUND and
 * what the daemon and the registry throw.
 */
export async function openByReference(source: ReferenceSource, options: OpenOptions): Promise<Image> {
  const { from, pull } = source;
  const named = parseName(source.reference);
  if (from === 'daemon') return await fromDaemon(named, pull, options);
  if (from === 'registry') {
    if (pull === 'never') throw neverFromRegistry(named);
    return await fromRegistry(named, options);
  }
  if (pull === 'always') return await fromRegistry(named, options);
  const local = await findQuietly(named, pull, options);
  if (local !== null && (pull === 'never' || serves(local.image, named, options))) {
    return await openLocal(local.docker, local.image, { named, options });
  }
  if (pull === 'never') throw notInDaemon(named, 'pull is "never", so no registry was asked');
  if (local === null) options.log.info(`no Docker daemon has ${named.text}; asking its registry`);
  return await fromRegistry(named, options);
}

/** What the user wrote: a reference, or the id of an image in the daemon. */
interface Named {
  readonly text: string;
  readonly reference: Reference | null;
}

const FULL_ID = /^sha256:[0-9a-f]{64}$/u;

function parseName(text: string): Named {
  if (FULL_ID.test(text)) return { text, reference: null };
  const reference = parseReference(text);
  if (reference !== null) return { text, reference };
  throw new InputError('REFERENCE_INVALID', `"${plain(text, 300)}" is not an image reference`, {
    hint: 'Write it as registry/repository:tag or repository@sha256:<64 digits>, in lower case.',
  });
}

async function fromRegistry(named: Named, options: OpenOptions): Promise<Image> {
  const { text, reference } = named;
  if (reference === null) throw notInDaemon(named, 'an id without a name cannot be looked up in a registry');
  return await openRegistryImage({ ...options, reference, userText: text });
}

async function fromDaemon(named: Named, pull: ReferenceSource['pull'], options: OpenOptions): Promise<Image> {
  const { env, log, signal, platform } = options;
  const docker = await connectDaemon(env);
  const { reference } = named;
  let local = pull === 'always' ? null : await find(docker, named, signal);
  if (local === null && pull !== 'never' && reference !== null) {
    await pullImage(docker, { reference, platform, env, log, signal });
    local = await find(docker, named, signal);
  }
  if (local === null) throw notInDaemon(named, 'the Docker daemon does not have it');
  return await openLocal(docker, local, { named, options });
}

/** In `auto` a daemon that is not there is no error: the registry is asked instead, which the log says. */
async function findQuietly(
  named: Named,
  pull: ReferenceSource['pull'],
  { env, log, signal }: OpenOptions,
): Promise<{ docker: Docker; image: LocalImage } | null> {
  try {
    const docker = await connectDaemon(env);
    const image = await find(docker, named, signal);
    return image === null ? null : { docker, image };
  } catch (error) {
    const mayGoOn = error instanceof SourceError && pull !== 'never' && named.reference !== null;
    if (!mayGoOn) throw error;
    if (error.code === 'DAEMON_UNREACHABLE') log.debug(error.message);
    else log.warn(`${error.message}; asking the registry instead`);
    return null;
  }
}

/** The daemon's image of that name, unless a digest was asked for that it does not have. */
async function find(docker: Docker, named: Named, signal: AbortSignal): Promise<LocalImage | null> {
  const local = await findLocal(docker, named.text, signal);
  const digest = named.reference?.digest ?? null;
  if (local === null || digest === null || local.id === digest) return local;
  return local.repoDigests.some((known) => known.digest === digest) ? local : null;
}

function serves(local: LocalImage, { text }: Named, { platform, log }: OpenOptions): boolean {
  if (platform === null || platformRank(local.platform, platform) !== null) return true;
  log.info(`the daemon has ${text} for ${formatPlatform(local.platform)} only; asking the registry`);
  return false;
}

async function openLocal(
  docker: Docker,
  local: LocalImage,
  { named, options }: { named: Named; options: OpenOptions },
): Promise<Image> {
  const { platform, log, tempDir, signal } = options;
  checkPlatform(local.platform, platform, `the daemon's image "${named.text}"`);
  const remote = await byDigest(local, named, options);
  if (remote !== null) return remote;
  log.info(`exporting ${named.text} from the Docker daemon`);
  return await exportImage(docker, {
    id: local.id,
    reference: named.text,
    source: 'daemon',
    platform,
    tempDir,
    log,
    signal,
  });
}

/**
 * The daemon needs many times longer to export an image than a registry to send it. So its layers are taken
 * from the registry when the registry has the very same image; null when it has not or does not give it.
 */
async function byDigest(local: LocalImage, named: Named, options: OpenOptions): Promise<Image | null> {
  const { log, signal } = options;
  const digest = named.reference === null ? null : digestAt(local, named.reference);
  if (named.reference === null || digest === null) return null;
  const reference = { ...named.reference, tag: null, digest };
  try {
    const { platform } = local;
    const image = await openRegistryImage({ ...options, platform, reference, userText: named.text });
    // With containerd's image store the daemon's id is the digest that was just verified.
    const isSame = image.imageId === local.id || digest === local.id;
    if (isSame) {
      log.info(`taking the layers of ${named.text} from its registry, as ${formatReference(reference)}`);
      return { ...image, source: 'daemon' };
    }
    await image.close();
    log.info(`the registry's image has another id than the daemon's ${named.text}`);
  } catch (error) {
    if (signal.aborted || !(error instanceof GateError)) throw error;
    log.info(`the registry does not give ${named.text}: ${errorText(error)}`);
  }
  return null;
}

function notInDaemon({ text }: Named, why: string): SourceError {
  return new SourceError('IMAGE_NOT_FOUND', `the image "${text}" was not found: ${why}`, {
    hint: 'Check the name; build or pull it first, or let it be taken from its registry.',
  });
}

function neverFromRegistry({ text }: Named): InputError {
  return new InputError(
    'PULL_NEVER',
    `the image "${text}" cannot come from a registry when pull is "never"`,
    {
      hint: 'Set pull to "missing" or "always", or take the image from the daemon.',
    },
  );
}
