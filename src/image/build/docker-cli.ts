import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, InputError } from '../../model/errors.ts';
import { isDigest } from '../../model/reference.ts';
import { formatPlatform, type BuildSource, type Platform } from '../../model/source.ts';
import { scrubEnv } from '../../util/scrub-env.ts';
import type { TempFolder } from '../../util/temp.ts';
import type { BuildLog } from './build-log.ts';
import type { BuildInputs } from './inputs.ts';

export interface CliBuild {
  readonly inputs: BuildInputs;
  readonly platform: Platform | null;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly temp: TempFolder;
  readonly log: BuildLog;
  /** Ends the waiting; the program itself ends with its own signals. */
  readonly signal: AbortSignal;
  /** `buildx`: the plugin. `build`: the BuildKit client that docker programs before 23 have in them. */
  readonly program: 'buildx' | 'build';
}

/** Whether `docker buildx` runs here. */
export async function hasBuildx(env: NodeJS.ProcessEnv): Promise<boolean> {
  return await runs(['buildx', 'version'], env);
}

/** Whether there is a docker program at all. */
export async function hasDockerCli(env: NodeJS.ProcessEnv): Promise<boolean> {
  return await runs(['--version'], env);
}

/**
 * Builds with the docker program. Returns the digests by which the daemon may know the image, best first.
 * Throws `EngineError` BUILD_FAILED, `InputError` BUILD_NEEDS_BUILDX.
 */
export async function buildWithCli(build: CliBuild): Promise<readonly string[]> {
  const { inputs, log, cwd, temp, program, signal } = build;
  const { exec } = await import('@actions/exec');
  const running = exec('docker', [...cliArguments(build)], {
    env: buildEnv(build),
    cwd,
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdline: (line) => log.write(line), errline: (line) => log.write(line) },
  });
  const exitCode = await Promise.race([running, aborted(signal)]);
  if (exitCode !== 0) throw failure(inputs.source, exitCode, log);
  const ids = [await readId(join(temp.path, IID_FILE))];
  if (program === 'buildx') ids.push(...(await readMetadata(join(temp.path, METADATA_FILE))));
  return [...new Set(ids.filter(isDigest))];
}

const IID_FILE = 'iid';
const METADATA_FILE = 'metadata.json';

/** The arguments after `docker`, each one a word of its own: no shell sees them. */
export function cliArguments(
  build: Pick<CliBuild, 'inputs' | 'platform' | 'temp' | 'program'>,
): readonly string[] {
  const { inputs, platform, temp, program } = build;
  const { source, context, dockerfile } = inputs;
  const isBuildx = program === 'buildx';
  return [
    ...(isBuildx ? ['buildx', 'build', '--load'] : ['build']),
    '--progress=plain',
    `--iidfile=${join(temp.path, IID_FILE)}`,
    ...(isBuildx ? [`--metadata-file=${join(temp.path, METADATA_FILE)}`] : []),
    ...(dockerfile === null ? [] : [`--file=${dockerfile}`]),
    ...(source.target === null ? [] : [`--target=${source.target}`]),
    ...(platform === null ? [] : [`--platform=${formatPlatform(platform)}`]),
    ...source.buildArgs.map((value) => `--build-arg=${value}`),
    ...source.secrets.map((value) => `--secret=${value}`),
    ...source.labels.map((value) => `--label=${value}`),
    ...source.tags.map((value) => `--tag=${value}`),
    ...source.cacheFrom.map((value) => `--cache-from=${value}`),
    ...(isBuildx ? source.cacheTo.map((value) => `--cache-to=${value}`) : []),
    context,
  ];
}

/** The scrubbed environment with what the source itself asks for by name. */
export function buildEnv({ inputs, env }: Pick<CliBuild, 'inputs' | 'env'>): Record<string, string> {
  const { buildArgs, secrets, cacheFrom, cacheTo } = inputs.source;
  const fromArgs = buildArgs.filter((value) => !value.includes('='));
  const fromSecrets = secrets.flatMap((value) => secretNames(value));
  const usesActionsCache = [...cacheFrom, ...cacheTo].some((value) => value.split(',').includes('type=gha'));
  const also = [...fromArgs, ...fromSecrets, ...(usesActionsCache ? ACTIONS_CACHE : [])];
  // Attestations would make the result an index that the daemon's classic store cannot load.
  return { ...scrubEnv(env, also), DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };
}

// Only for a cache of `type=gha`, which is nothing without them.
const ACTIONS_CACHE: readonly string[] = [
  'ACTIONS_CACHE_URL',
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
];

/** `env=NAME`, or the id itself, which names a variable when there is no source. */
function secretNames(secret: string): readonly string[] {
  const pairs = secret.split(',').map((pair) => pair.split('=', 2));
  const named = pairs.filter(([key]) => key === 'env').map(([, value]) => value ?? '');
  const hasSource = pairs.some(([key]) => key === 'src' || key === 'source' || key === 'env');
  return hasSource ? named : pairs.filter(([key]) => key === 'id').map(([, value]) => value ?? '');
}

async function runs(args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const { exec } = await import('@actions/exec');
  try {
    return (
      (await exec('docker', [...args], { env: scrubEnv(env), silent: true, ignoreReturnCode: true })) === 0
    );
  } catch {
    // No docker program.
    return false;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

async function readId(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).trim();
}

/** Source: buildx documentation, `--metadata-file`. */
async function readMetadata(path: string): Promise<readonly string[]> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return [];
    const found = [
      'containerimage.config.digest' in value ? value['containerimage.config.digest'] : null,
      'containerimage.digest' in value ? value['containerimage.digest'] : null,
    ];
    return found.filter((digest) => typeof digest === 'string');
  } catch {
    // Older plugins write none; the id file is enough for them.
    return [];
  }
}

const BUILDX_MISSING = /buildx component is missing|buildx.{0,40}(?:missing|broken)/iu;

function failure(source: BuildSource, exitCode: number, log: BuildLog): EngineError | InputError {
  const tail = log.tail();
  if (BUILDX_MISSING.test(tail)) return needsBuildx('secrets');
  return new EngineError(
    'BUILD_FAILED',
    `building "${source.context}" failed (docker ended with ${exitCode}): ${tail}`,
    { hint: 'The whole log of the build is above. Nothing was examined.' },
  );
}

/** For what neither the daemon's own interface nor an old docker program can do. */
export function needsBuildx(what: string): InputError {
  return new InputError('BUILD_NEEDS_BUILDX', `a build with ${what} needs docker buildx, which is not here`, {
    hint: 'Install the buildx plugin: on a runner with docker/setup-buildx-action, on Debian or Ubuntu the package docker-buildx-plugin.',
  });
}
