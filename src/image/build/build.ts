import type Docker from 'dockerode';
import { EngineError, VerificationError } from '../../model/errors.ts';
import type { BuildSource } from '../../model/source.ts';
import { plain } from '../../util/escape.ts';
import { makeTempFolder } from '../../util/temp.ts';
import { connectDaemon } from '../daemon/client.ts';
import { exportImage } from '../daemon/export.ts';
import { findLocal, type LocalImage } from '../daemon/local.ts';
import type { Image } from '../image.ts';
import type { OpenOptions } from '../open-options.ts';
import { createBuildLog, type BuildLog } from './build-log.ts';
import { buildWithCli, hasBuildx, hasDockerCli, needsBuildx } from './docker-cli.ts';
import { buildWithEngine } from './engine-api.ts';
import { findInputs, withText, type BuildInputs } from './inputs.ts';

/**
 * Builds an image and opens exactly what was built, by its id; a tag is never looked up again.
 * Throws `InputError` CONTEXT_NOT_FOUND, DOCKERFILE_NOT_FOUND, BUILD_NEEDS_BUILDX; `EngineError` BUILD_FAILED;
 * `SourceError` of the daemon; `VerificationError` BUILD_OTHER_IMAGE.
 */
export async function buildImage(source: BuildSource, options: OpenOptions): Promise<Image> {
  const { log, env, cwd, tempDir, signal, platform } = options;
  const inputs = await findInputs(source, cwd);
  const docker = await connectDaemon(env);
  const buildLog = createBuildLog(log);
  const title = `Building ${plain(source.context, 200)}`;
  const ids = await log.group(title, () => build({ docker, inputs, options, log: buildLog }));
  signal.throwIfAborted();
  const local = await findBuilt(docker, ids, options);
  const reference = source.tags[0] ?? source.context;
  log.info(`built ${local.id}; exporting it from the Docker daemon`);
  const image = await exportImage(docker, {
    id: local.id,
    reference,
    source: 'build',
    platform,
    tempDir,
    log,
    signal,
  });
  if (ids.includes(image.imageId) || ids.includes(local.id)) return image;
  await image.close();
  throw new VerificationError(
    'BUILD_OTHER_IMAGE',
    `built ${ids.join(', ')}, but the daemon gave ${image.imageId}`,
    {
      hint: 'Build again; if it stays, the builder and the daemon are not the same one.',
    },
  );
}

interface Build {
  readonly docker: Docker;
  readonly inputs: BuildInputs;
  readonly options: OpenOptions;
  readonly log: BuildLog;
}

/** Returns the digests by which the daemon may know the image. */
async function build({ docker, inputs, options, log }: Build): Promise<readonly string[]> {
  const { env, platform, signal } = options;
  const { source, context, dockerfile, isLocal } = inputs;
  if (await hasBuildx(env)) return await withCli('buildx', { docker, inputs, options, log });
  if (source.cacheTo.length > 0) throw needsBuildx('cache-to');
  if (source.secrets.length > 0) {
    if (!(await hasDockerCli(env))) throw needsBuildx('secrets');
    return await withCli('build', { docker, inputs, options, log });
  }
  if (!isLocal || dockerfile === null) throw needsBuildx('a context that is not a local folder');
  const { dockerfileText = null } = options;
  return [
    await buildWithEngine(docker, {
      source,
      context,
      dockerfile,
      dockerfileText,
      platform,
      env,
      log,
      signal,
    }),
  ];
}

async function withCli(program: 'buildx' | 'build', build: Build): Promise<readonly string[]> {
  const { inputs, options, log } = build;
  const { env, cwd, platform, tempDir, signal, dockerfileText } = options;
  const temp = await makeTempFolder(tempDir);
  try {
    const used = dockerfileText === undefined ? inputs : await withText(inputs, dockerfileText, temp.path);
    return await buildWithCli({ inputs: used, platform, env, cwd, temp, log, signal, program });
  } finally {
    await temp.remove();
  }
}

async function findBuilt(
  docker: Docker,
  ids: readonly string[],
  { signal }: OpenOptions,
): Promise<LocalImage> {
  for (const id of ids) {
    const local = await findLocal(docker, id, signal);
    if (local !== null) return local;
  }
  throw new EngineError(
    'BUILD_NO_IMAGE',
    `the daemon does not have the image that was built (${ids.join(', ')})`,
    {
      hint: 'The builder in use must load its result into the daemon: choose another with `docker buildx use default`.',
    },
  );
}
