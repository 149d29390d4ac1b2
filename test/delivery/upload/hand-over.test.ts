import { describe, expect, it, onTestFinished } from 'vitest';

import { handToCodeScanning } from '../../../src/delivery/upload/hand-over.ts';
import type { HandOver } from '../../../src/delivery/upload/hand-over.ts';
import type { Report } from '../../../src/model/report.ts';
import { sarifReport } from '../../../src/reports/sarif/sarif.ts';
import { startGitHubServer } from '../../support/github-server.ts';
import type { GitHubServer, GitHubServerOptions } from '../../support/github-server.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { failedReport, incompleteReport } from '../../support/sample-report.ts';
import { workFolder } from '../../support/work-folder.ts';

interface Case {
  readonly options?: GitHubServerOptions;
  readonly setting?: 'auto' | 'true' | 'false';
  readonly report?: Report;
  readonly token?: string | null;
}

async function handOver({
  options,
  setting = 'auto',
  report = failedReport(),
  token = 'test-token',
}: Case): Promise<{
  server: GitHubServer;
  log: ReturnType<typeof recordingLog>;
  result: Promise<HandOver>;
}> {
  const server = await startGitHubServer(options);
  onTestFinished(() => server.close());
  const log = recordingLog();
  const env = {
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'org/app',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
  };
  const context = {
    log,
    env,
    cwd: workFolder(),
    rules: new Map(),
    now: () => new Date(0),
    delay: async (): Promise<void> => {},
  };
  const result = handToCodeScanning({ report, sarif: sarifReport.render(report), token, setting, context });
  // Awaited by the test; until then it must not count as unhandled.
  result.catch(() => {});
  return { server, log, result };
}

describe('handToCodeScanning', () => {
  it('uploads and tells the id', async () => {
    const { server, log, result } = await handOver({});
    expect(await result).toEqual({ id: server.uploads[0]?.id, note: null });
    expect(log.messages.at(-1)).toMatch(/^info: Uploaded to code scanning in 0 ms: /u);
  });

  it.each([403, 404, 413, 500])('with auto, a %i is a warning and a note, never an error', async (status) => {
    const { log, result } = await handOver({ options: { refuse: { status, message: 'No' } } });
    expect(await result).toMatchObject({ id: null, note: expect.stringContaining(String(status)) });
    expect(log.messages.filter((message) => message.startsWith('warn: '))).toHaveLength(1);
    expect(log.messages.filter((message) => message.startsWith('error: '))).toEqual([]);
  });

  it('names the permission that is missing', async () => {
    const { log, result } = await handOver({
      options: { refuse: { status: 403, message: 'Resource not accessible by integration' } },
    });
    expect((await result).note).toContain('security-events: write');
    expect(log.messages.at(-1)).toContain('security-events: write');
  });

  it('with true, a refusal is an error', async () => {
    const { result } = await handOver({
      setting: 'true',
      options: { refuse: { status: 403, message: 'No' } },
    });
    await expect(result).rejects.toMatchObject({ code: 'UPLOAD_FORBIDDEN' });
  });

  it('with true, no token is an error', async () => {
    const { result } = await handOver({ setting: 'true', token: null });
    await expect(result).rejects.toMatchObject({
      code: 'UPLOAD_IMPOSSIBLE',
      hint: expect.stringContaining('token'),
    });
  });

  it('with false, asks nobody and says nothing aloud', async () => {
    const { server, log, result } = await handOver({ setting: 'false' });
    expect(await result).toEqual({ id: null, note: null });
    expect(server.requests).toEqual([]);
    expect(log.messages).toEqual([expect.stringMatching(/^debug: /u)]);
  });

  it.each(['auto', 'true'] as const)('asks nobody after an incomplete run, with %s', async (setting) => {
    const { server, result } = await handOver({ setting, report: incompleteReport() });
    expect((await result).note).toContain('incomplete');
    expect(server.requests).toEqual([]);
  });
});
