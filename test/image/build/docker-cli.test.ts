import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildEnv,
  buildWithCli,
  cliArguments,
  hasBuildx,
  hasDockerCli,
} from '../../../src/image/build/docker-cli.ts';
import { createBuildLog } from '../../../src/image/build/build-log.ts';
import { findInputs } from '../../../src/image/build/inputs.ts';
import type { BuildSource } from '../../../src/model/source.ts';
import { makeTempFolder } from '../../../src/util/temp.ts';
import { buildSource } from '../../support/build-source.ts';
import { removeAtEnd } from '../../support/docker.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { needs } from '../../support/services.ts';
import { workFolder } from '../../support/work-folder.ts';

const TEMP = { path: '/temp', remove: async () => {} };
const FULL = buildSource({
  context: '/context',
  file: '/Dockerfile',
  target: 'final',
  buildArgs: ['A=1', 'B'],
  secrets: ['id=npm,src=.npmrc'],
  labels: ['l=$(touch x)'],
  tags: ['app:1'],
  cacheFrom: ['type=gha'],
  cacheTo: ['type=gha,mode=max'],
});

describe('cliArguments', () => {
  it('gives buildx every setting as a word of its own, and the context last', () => {
    expect(args(FULL, 'buildx')).toEqual([
      'buildx',
      'build',
      '--load',
      '--progress=plain',
      '--iidfile=/temp/iid',
      '--metadata-file=/temp/metadata.json',
      '--file=/Dockerfile',
      '--target=final',
      '--platform=linux/arm64/v8',
      '--build-arg=A=1',
      '--build-arg=B',
      '--secret=id=npm,src=.npmrc',
      '--label=l=$(touch x)',
      '--tag=app:1',
      '--cache-from=type=gha',
      '--cache-to=type=gha,mode=max',
      '/context',
    ]);
  });

  it('gives the old client only what it knows', () => {
    const given = args(FULL, 'build');
    expect(given.slice(0, 3)).toEqual(['build', '--progress=plain', '--iidfile=/temp/iid']);
    expect(given.join(' ')).not.toMatch(/--load|--metadata-file|--cache-to/u);
  });

  it('says nothing about what is not set', () => {
    const inputs = { source: buildSource(), context: '/c', isLocal: true, dockerfile: null };
    expect(cliArguments({ inputs, platform: null, temp: TEMP, program: 'build' })).toEqual([
      'build',
      '--progress=plain',
      '--iidfile=/temp/iid',
      '/c',
    ]);
  });
});

describe('buildEnv', () => {
  const env = {
    PATH: '/bin',
    GITHUB_TOKEN: 't',
    B: 'b',
    TOKEN: 's',
    npm: 'n',
    ACTIONS_RUNTIME_TOKEN: 'r',
    AWS_SECRET_ACCESS_KEY: 'k',
  };

  it.each<[string, Partial<BuildSource>, readonly string[]]>([
    ['nothing', {}, []],
    ['a build argument without value', { buildArgs: ['B', 'A=1'] }, ['B']],
    ['a secret from the environment', { secrets: ['id=x,env=TOKEN'] }, ['TOKEN']],
    ['a secret that is a variable by its id', { secrets: ['id=npm'] }, ['npm']],
    ['no variable for a secret from a file', { secrets: ['id=npm,src=.npmrc'] }, []],
    ['the runner’s cache', { cacheTo: ['type=gha,mode=max'] }, ['ACTIONS_RUNTIME_TOKEN']],
    ['no token for another cache', { cacheTo: ['type=registry,ref=x/gha'] }, []],
  ])('passes on %s', (_name, change, names) => {
    const inputs = { source: buildSource(change), context: '/c', isLocal: true, dockerfile: null };
    const { DOCKER_BUILDKIT, BUILDX_NO_DEFAULT_ATTESTATIONS, PATH, ...rest } = buildEnv({ inputs, env });
    expect({ DOCKER_BUILDKIT, BUILDX_NO_DEFAULT_ATTESTATIONS, PATH }).toEqual({
      DOCKER_BUILDKIT: '1',
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
      PATH: '/bin',
    });
    expect(Object.keys(rest)).toEqual(names);
  });
});

describe.skipIf(!needs('dockerd'))('with the docker program that is here', () => {
  it('knows that it is here', async () => {
    expect(await hasDockerCli(process.env)).toBe(true);
  });

  it('builds with buildx where it is, and says what is missing where it is not', async () => {
    const program = (await hasBuildx(process.env)) ? 'buildx' : 'build';
    const cwd = workFolder({ Dockerfile: 'FROM scratch\nCOPY a /\n', a: '1' });
    const log = recordingLog();
    const temp = await makeTempFolder(join(cwd, 'temp'));
    const inputs = await findInputs(buildSource({ secrets: ['id=a,src=a'] }), cwd);
    const common = {
      inputs,
      platform: null,
      env: process.env,
      cwd,
      temp,
      log: createBuildLog(log),
      signal: new AbortController().signal,
    };
    const outcome = await buildWithCli({ ...common, program }).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ code: 'BUILD_NEEDS_BUILDX' });
    } else {
      expect(outcome).toEqual([expect.stringMatching(/^sha256:[0-9a-f]{64}$/u)]);
      removeAtEnd(...(outcome as readonly string[]));
    }
    expect(log.messages.length).toBeGreaterThan(0);
    await temp.remove();
  });
});

function args(source: BuildSource, program: 'buildx' | 'build'): readonly string[] {
  const inputs = { source, context: source.context, isLocal: true, dockerfile: source.file };
  const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' };
  return cliArguments({ inputs, platform, temp: TEMP, program });
}
