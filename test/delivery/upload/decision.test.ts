import { describe, expect, it } from 'vitest';

import { decideUpload } from '../../../src/delivery/upload/decision.ts';
import type { UploadQuestion } from '../../../src/delivery/upload/decision.ts';
import type { RunFacts } from '../../../src/delivery/upload/target.ts';

const COMMIT = 'a'.repeat(40);

function question(over: Partial<UploadQuestion> = {}, facts: Partial<RunFacts> = {}): UploadQuestion {
  return {
    setting: 'auto',
    verdict: 'fail',
    hasToken: true,
    ...over,
    facts: {
      repository: 'org/app',
      event: 'push',
      actor: 'octocat',
      target: { commit: COMMIT, ref: 'refs/heads/main' },
      head: null,
      fork: false,
      apiUrl: 'https://api.github.com',
      ...facts,
    },
  };
}

function onRef(ref: string): Partial<RunFacts> {
  return { target: { commit: COMMIT, ref } };
}

describe('decideUpload', () => {
  it.each([
    ['a push', {}, {}],
    ['a pass, which closes alerts', { verdict: 'pass' }, {}],
    ['a tag', {}, onRef('refs/tags/v1')],
    ['a pull request', {}, { event: 'pull_request', ...onRef('refs/pull/1/merge') }],
    ['the head of a pull request', {}, { event: 'pull_request', ...onRef('refs/pull/1/head') }],
    ['a schedule', {}, { event: 'schedule' }],
    [
      'a pull request by Dependabot',
      {},
      { event: 'pull_request', actor: 'dependabot[bot]', ...onRef('refs/pull/1/merge') },
    ],
    [
      'the head in pull_request_target, which has a token that may write',
      {},
      { event: 'pull_request_target', fork: true, ...onRef('refs/pull/1/head') },
    ],
    [
      'a fork, when the user insists',
      { setting: 'true' },
      { fork: true, event: 'pull_request', ...onRef('refs/pull/1/merge') },
    ],
    ['a merge queue, when the user insists', { setting: 'true' }, { event: 'merge_group' }],
  ] as const)('uploads for %s', (_, over, facts) => {
    const asked = question(over, facts);
    expect(decideUpload(asked)).toEqual({
      kind: 'upload',
      repository: 'org/app',
      target: asked.facts.target,
    });
  });

  it.each([
    [
      'a fork',
      {},
      { fork: true, event: 'pull_request', ...onRef('refs/pull/1/merge') },
      /fork.*upload-sarif/u,
    ],
    ['a push by Dependabot', {}, { actor: 'dependabot[bot]' }, /Dependabot.*pull_request/u],
    [
      'a merge queue',
      {},
      { event: 'merge_group', ...onRef('refs/heads/gh-readonly-queue/main/pr-1') },
      /merge queue/u,
    ],
    ['the base branch in pull_request_target', {}, { event: 'pull_request_target' }, /base branch/u],
    ['no token', { hasToken: false }, {}, /token.*github\.token/u],
    ['no workflow run', {}, { repository: null }, /GITHUB_REPOSITORY/u],
    ['no commit', {}, { target: null }, /GITHUB_SHA/u],
    ['a ref that is none', {}, onRef('main'), /"main"/u],
  ] as const)('skips with auto for %s, and says why', (_, over, facts, reason) => {
    expect(decideUpload(question(over, facts))).toMatchObject({
      kind: 'skip',
      quiet: false,
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['no token', { hasToken: false }, {}],
    ['no workflow run', {}, { repository: null }],
    ['no commit', {}, { target: null }],
    ['a ref that is none', {}, onRef('main')],
  ] as const)('refuses with true for %s, and says what to do', (_, over, facts) => {
    const decision = decideUpload(question({ setting: 'true', ...over }, facts));
    expect(decision).toMatchObject({ kind: 'refuse', hint: expect.stringMatching(/./u) });
  });

  it.each(['auto', 'true'] as const)('never uploads after an incomplete run, with %s', (setting) => {
    expect(decideUpload(question({ setting, verdict: 'incomplete' }))).toMatchObject({
      kind: 'skip',
      reason: expect.stringContaining('incomplete'),
    });
  });

  it('says nothing aloud when the user wants no upload', () => {
    expect(decideUpload(question({ setting: 'false' }))).toMatchObject({ kind: 'skip', quiet: true });
  });
});
