import { describe, expect, it } from 'vitest';
import { readProvenance } from '../../../../src/checks/signatures/attestations/provenance.ts';

const V1 = 'https://slsa.dev/provenance/v1';
const V02 = 'https://slsa.dev/provenance/v0.2';
const REPOSITORY = 'https://github.com/acme/app';
const MAIN = { repository: REPOSITORY, ref: 'refs/heads/main' };
const COMMIT = 'c'.repeat(40);
const builder = { id: 'https://builder.example' };

describe('provenance says', () => {
  it.each([
    ['v1, when it ended', V1, v1({ finishedOn: 'b', startedOn: 'a' }), { finishedAt: 'b' }],
    [
      'v1, when it began, where it does not say when it ended',
      V1,
      v1({ startedOn: 'a' }),
      { finishedAt: 'a' },
    ],
    ['v1, nothing of times', V1, v1({}), { finishedAt: null }],
    [
      'v1, nothing at all',
      V1,
      v1(undefined),
      { finishedAt: null, repository: null, ref: null, commit: null },
    ],
    [
      'v1, a workflow without a branch',
      V1,
      {
        buildDefinition: {
          externalParameters: { workflow: { repository: 'git+https://github.com/a/b.git' } },
        },
        runDetails: { builder },
      },
      { repository: 'https://github.com/a/b', ref: null },
    ],
    ['v0.2, when it ended', V02, v02({ buildFinishedOn: 'b' }), { finishedAt: 'b' }],
    ['v0.2, when it began', V02, v02({ buildStartedOn: 'a' }), { finishedAt: 'a' }],
    ['v0.2, nothing at all', V02, { builder }, { finishedAt: null, repository: null, commit: null }],
    [
      'a commit in either spelling',
      V02,
      { builder, materials: [{ uri: 'git+https://github.com/a/b', digest: { gitCommit: 'c' } }] },
      { repository: 'https://github.com/a/b', ref: null, commit: 'c' },
    ],
    [
      'a repository and no commit',
      V02,
      { builder, materials: [{ uri: 'git+https://github.com/a/b' }, {}] },
      { repository: 'https://github.com/a/b', commit: null },
    ],
    [
      'BuildKit, a branch',
      V1,
      from('configSource', { uri: `${REPOSITORY}.git#refs/heads/main:docker` }),
      MAIN,
    ],
    [
      'BuildKit, a commit',
      V1,
      from('configSource', { uri: `${REPOSITORY}.git#${COMMIT}`, digest: { sha1: COMMIT } }),
      { repository: REPOSITORY, ref: null, commit: COMMIT },
    ],
    [
      'BuildKit in v0.2',
      V02,
      {
        builder,
        invocation: { configSource: { uri: `${REPOSITORY}.git#refs/heads/main`, digest: { sha1: COMMIT } } },
      },
      { ...MAIN, commit: COMMIT },
    ],
    ['slsa-github-generator', V1, from('source', { uri: `git+${REPOSITORY}@refs/heads/main` }), MAIN],
    ['Cloud Build', V1, from('buildConfigSource', { repository: REPOSITORY, ref: 'refs/heads/main' }), MAIN],
    [
      'nothing of a branch that is stated in two ways',
      V1,
      from('source', { uri: `git+${REPOSITORY}@refs/heads/main`, ref: 'refs/heads/next' }),
      { repository: REPOSITORY, ref: null },
    ],
    [
      'nothing of a commit that is stated in two ways',
      V1,
      from('source', { uri: `${REPOSITORY}#${COMMIT}`, digest: { gitCommit: 'd'.repeat(40) } }),
      { repository: REPOSITORY, commit: null },
    ],
    ['nothing of a source of a wrong form', V1, from('source', 7), { repository: null, ref: null }],
    ['nothing of a source without an address', V1, from('source', { ref: 'refs/heads/main' }), { ref: null }],
    [
      'nothing of a source of another kind, whatever the materials are',
      V02,
      {
        builder,
        invocation: { configSource: { uri: 'ssh://git@github.com/a/b' } },
        materials: [{ uri: `git+${REPOSITORY}` }],
      },
      { repository: null },
    ],
    [
      'a host that a name stands before is not the trusted one',
      V1,
      from('source', { uri: 'https://github.com@evil.example/acme/app' }),
      { repository: 'https://github.com' },
    ],
  ])('%s', (_, type, predicate, expected) => {
    expect(readProvenance(type, predicate)).toMatchObject({ builder: builder.id, ...expected });
  });

  it.each([
    ['another type', 'https://slsa.dev/provenance/v2', { builder }],
    ['no builder', V02, {}],
    ['v1 in the form of v0.2', V1, { builder }],
  ])('nothing: %s', (_, type, predicate) => {
    expect(readProvenance(type, predicate)).toBeNull();
  });
});

function from(parameter: string, source: unknown): object {
  return { buildDefinition: { externalParameters: { [parameter]: source } }, runDetails: { builder } };
}

function v1(metadata: object | undefined): object {
  return { buildDefinition: {}, runDetails: { builder, metadata } };
}

function v02(metadata: object): object {
  return { builder, metadata };
}
