import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { handToDependencyGraph } from '../../../src/delivery/snapshot/hand-over.ts';
import type { Report } from '../../../src/model/report.ts';
import { startGitHubServer, type GitHubServerOptions } from '../../support/github-server.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { incompleteReport } from '../../support/sample-report.ts';
import { partialSbomReport, sbomReport } from '../../support/sbom-report.ts';
import { workFolder } from '../../support/work-folder.ts';

const HEAD = 'b'.repeat(40);

interface Case {
  readonly report?: Report;
  readonly token?: string | null;
  readonly isWanted?: boolean;
  readonly server?: GitHubServerOptions;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: object;
}

async function hand(given: Case = {}): Promise<{
  readonly note: string | null;
  readonly log: string;
  readonly requests: readonly string[];
  readonly snapshots: readonly object[];
}> {
  const server = await startGitHubServer(given.server);
  onTestFinished(() => server.close());
  const cwd = workFolder();
  const log = recordingLog();
  const eventPath = path.join(cwd, 'event.json');
  if (given.event !== undefined) writeFileSync(eventPath, JSON.stringify(given.event));
  const note = await handToDependencyGraph({
    report: given.report ?? sbomReport(),
    token: given.token === undefined ? 'test-token' : given.token,
    isWanted: given.isWanted ?? true,
    context: {
      log,
      cwd,
      rules: new Map(),
      now: () => new Date(0),
      delay: async (): Promise<void> => {},
      env: {
        GITHUB_API_URL: server.url,
        GITHUB_REPOSITORY: 'org/app',
        GITHUB_SHA: 'a'.repeat(40),
        GITHUB_REF: 'refs/heads/main',
        GITHUB_EVENT_NAME: 'push',
        GITHUB_WORKFLOW: 'CI',
        GITHUB_JOB: 'image',
        GITHUB_RUN_ID: '42',
        ...(given.event === undefined ? {} : { GITHUB_EVENT_PATH: eventPath }),
        ...given.env,
      },
    },
  });
  return { note, log: log.messages.join('\n'), requests: server.requests, snapshots: server.snapshots };
}

const pull = (head: string): object => ({
  pull_request: {
    number: 7,
    head: { sha: HEAD, repo: { full_name: head } },
    base: { repo: { full_name: 'org/app' } },
  },
});

describe('the snapshot of dependencies', () => {
  it('is taken by GitHub, for the commit and branch of the run', async () => {
    const { note, snapshots, log } = await hand();
    expect(note).toBeNull();
    expect(log).toContain('Submitted 6 packages to the dependency graph: 1');
    expect(snapshots).toMatchObject([
      {
        job: { id: '42', correlator: 'CI image image-gate/ghcr.io/org/app/linux/amd64/' },
        sha: 'a'.repeat(40),
        ref: 'refs/heads/main',
        manifests: { 'ghcr.io/org/app/linux/amd64': { file: { source_location: 'Dockerfile' } } },
      },
    ]);
  });

  it('is for the last commit of a pull request, not for its trial merge', async () => {
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' };
    const { snapshots } = await hand({ env, event: pull('org/app') });
    expect(snapshots).toMatchObject([{ sha: HEAD, ref: 'refs/pull/7/merge' }]);
  });

  it('is not made when nobody asked', async () => {
    expect(await hand({ isWanted: false })).toMatchObject({ note: null, log: '', requests: [] });
  });

  it.each([
    ['after an incomplete run', { report: incompleteReport() }, 'the inventory is not complete'],
    [
      'of an inventory that is not whole, though that is allowed',
      { report: partialSbomReport() },
      'not complete',
    ],
    ['without a token', { token: null }, 'there is no token'],
    [
      'in pull_request_target',
      { env: { GITHUB_EVENT_NAME: 'pull_request_target' } },
      'under its base branch',
    ],
    ['outside of a workflow run', { env: { GITHUB_REPOSITORY: '' } }, 'no workflow run'],
    [
      'for a pull request from a fork',
      {
        env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
        event: pull('someone/app'),
      },
      'contents: write',
    ],
  ])('is not sent %s, and the reason is said', async (_, given: Case, reason) => {
    const { note, log, requests } = await hand(given);
    expect(requests).toEqual([]);
    expect(note).toContain(reason);
    expect(log).toContain(reason);
  });

  it.each([
    [403, 'Resource not accessible by integration', 'contents: write'],
    [404, 'Not Found', 'contents: write'],
    [422, 'bad', 'SNAPSHOT_REJECTED'],
    [503, 'later', 'SNAPSHOT_UNAVAILABLE'],
  ])('that is answered with %d is a warning', async (status, message, said) => {
    const { note, snapshots } = await hand({ server: { refuseSnapshot: { status, message } } });
    expect(note).toContain(message);
    expect(note).toContain(said);
    expect(snapshots).toEqual([]);
  });

  it('is sent again when GitHub stumbles', async () => {
    const { note, snapshots } = await hand({ server: { failures: 1 } });
    expect(note).toBeNull();
    expect(snapshots).toHaveLength(1);
  });
});
