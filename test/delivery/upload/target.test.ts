import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { readRunFacts } from '../../../src/delivery/upload/target.ts';
import type { RunFacts } from '../../../src/delivery/upload/target.ts';
import { workFolder } from '../../support/work-folder.ts';

const MERGE = 'a'.repeat(40);
const HEAD = 'b'.repeat(40);
const BASE = 'c'.repeat(40);

const PULL = {
  pull_request: {
    number: 7,
    head: { sha: HEAD, repo: { full_name: 'org/app' } },
    base: { sha: BASE, repo: { full_name: 'org/app' } },
  },
};

async function facts(
  event: unknown,
  options: { env?: Record<string, string>; head?: string } = {},
): Promise<RunFacts> {
  const cwd = workFolder({
    'event.json': typeof event === 'string' ? event : JSON.stringify(event),
    ...(options.head === undefined ? {} : { '.git/HEAD': `${options.head}\n` }),
  });
  const env = {
    GITHUB_EVENT_PATH: join(cwd, 'event.json'),
    GITHUB_REPOSITORY: 'org/app',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_ACTOR: 'octocat',
    GITHUB_SHA: MERGE,
    GITHUB_REF: 'refs/pull/7/merge',
    ...options.env,
  };
  return await readRunFacts(env, cwd);
}

describe('readRunFacts', () => {
  it('takes the merge commit of a pull request', async () => {
    expect(await facts(PULL, { head: MERGE })).toEqual({
      repository: 'org/app',
      event: 'pull_request',
      actor: 'octocat',
      target: { commit: MERGE, ref: 'refs/pull/7/merge' },
      head: HEAD,
      fork: false,
      apiUrl: 'https://api.github.com',
    });
  });

  it('takes the head of the pull request when that is what was checked out', async () => {
    expect((await facts(PULL, { head: HEAD })).target).toEqual({ commit: HEAD, ref: 'refs/pull/7/head' });
  });

  it.each([
    ['a branch is checked out', 'ref: refs/heads/main'],
    ['another commit is checked out', 'd'.repeat(40)],
    ['it is not known what is checked out', undefined],
  ])('keeps to the commit of the run when %s', async (_, head) => {
    const { target } = await facts(PULL, head === undefined ? {} : { head });
    expect(target).toEqual({ commit: MERGE, ref: 'refs/pull/7/merge' });
  });

  it.each([
    ['another repository', { full_name: 'somebody/app' }, true],
    ['a repository that is gone', null, true],
    ['the same repository', { full_name: 'org/app' }, false],
  ])('sees that a pull request comes from %s', async (_, repo, fork) => {
    const { pull_request: pull } = PULL;
    expect((await facts({ pull_request: { ...pull, head: { sha: HEAD, repo } } })).fork).toBe(fork);
  });

  it.each([
    ['a push', { ref: 'refs/heads/main' }],
    ['no JSON', 'nonsense'],
    ['another shape', { pull_request: { number: 'x' } }],
  ])('takes an event that is %s for one from a fork only where a pull request runs', async (_, event) => {
    const run = (name: string): Promise<RunFacts> => facts(event, { env: { GITHUB_EVENT_NAME: name } });
    expect((await run('push')).fork).toBe(false);
    expect((await run('pull_request')).fork).toBe(true);
  });

  it.each([
    ['no commit', { GITHUB_SHA: '' }],
    ['no commit that is one', { GITHUB_SHA: 'main' }],
    ['no ref', { GITHUB_REF: '' }],
  ])('knows no target with %s', async (_, env) => {
    expect((await facts({}, { env })).target).toBeNull();
  });

  it('takes no repository that could lead to another address', async () => {
    expect((await facts({}, { env: { GITHUB_REPOSITORY: 'a/b/../../user' } })).repository).toBeNull();
  });

  it('asks the API of GitHub Enterprise Server', async () => {
    const apiUrl = 'https://github.example.com/api/v3';
    expect((await facts({}, { env: { GITHUB_API_URL: apiUrl } })).apiUrl).toBe(apiUrl);
  });

  it('knows nothing outside of a workflow run', async () => {
    expect(await readRunFacts({}, workFolder())).toEqual({
      repository: null,
      event: null,
      actor: null,
      target: null,
      head: null,
      fork: false,
      apiUrl: 'https://api.github.com',
    });
  });
});
