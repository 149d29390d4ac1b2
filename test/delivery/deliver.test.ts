import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { deliver } from '../../src/delivery/deliver.ts';
import type { DeliverySettings } from '../../src/delivery/delivery.ts';
import type { Report } from '../../src/model/report.ts';
import { startGitHubServer } from '../support/github-server.ts';
import type { GitHubServer, GitHubServerOptions } from '../support/github-server.ts';
import { parseOutputs } from '../support/outputs.ts';
import { recordingLog } from '../support/recording-log.ts';
import { reportSchemaErrors } from '../support/report-schema.ts';
import { failedReport, incompleteReport, sampleReport } from '../support/sample-report.ts';
import { sink } from '../support/sink.ts';
import { workFolder } from '../support/work-folder.ts';

interface Delivery {
  readonly cwd: string;
  readonly server: GitHubServer;
  readonly log: string;
  readonly stdout: string;
  readonly summary: string;
  readonly outputs: ReadonlyMap<string, string>;
  readonly error: unknown;
}

interface Case {
  readonly report?: Report;
  readonly github?: Partial<DeliverySettings['github']>;
  readonly reports?: DeliverySettings['reports'];
  readonly server?: GitHubServerOptions;
  readonly env?: Readonly<Record<string, string>>;
}

async function run(given: Case = {}): Promise<Delivery> {
  const server = await startGitHubServer(given.server);
  onTestFinished(() => server.close());
  const cwd = workFolder({ 'temp/': '', output: '', summary: '# Before\n' });
  const log = recordingLog();
  const stdout = sink();
  const env = {
    RUNNER_TEMP: join(cwd, 'temp'),
    GITHUB_OUTPUT: join(cwd, 'output'),
    GITHUB_STEP_SUMMARY: join(cwd, 'summary'),
    GITHUB_API_URL: server.url,
    GITHUB_REPOSITORY: 'org/app',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTION_REPOSITORY: 'example/image-gate',
    ...given.env,
  };
  const github = {
    token: 'test-token',
    uploadSarif: 'auto',
    sarifFile: null,
    category: null,
    summary: true,
    annotations: true,
    dependencySnapshot: false,
    ...given.github,
  } as const;
  const settings = { reports: given.reports ?? [], github };
  const context = {
    log,
    env,
    cwd,
    rules: new Map(),
    now: () => new Date(0),
    stdout,
    delay: async (): Promise<void> => {},
  };
  let error: unknown = null;
  await deliver(given.report ?? failedReport(), settings, context).catch((thrown: unknown) => {
    error = thrown;
  });
  return {
    cwd,
    server,
    log: log.messages.join('\n'),
    stdout: stdout.text(),
    summary: await readFile(join(cwd, 'summary'), 'utf8'),
    outputs: parseOutputs(await readFile(join(cwd, 'output'), 'utf8')),
    error,
  };
}

describe('deliver', () => {
  it('hands over everything: table, files, upload, summary, annotations, outputs', async () => {
    const { server, log, stdout, summary, outputs, error } = await run();
    expect(error).toBeNull();
    expect(log).toContain('line: ✗ FAIL  ghcr.io/org/app:1.2');
    expect(stdout).toMatch(/^::warning title=DF-USER-ROOT/mu);
    expect(summary).toMatch(/^# Before\n## ❌ Image Gate: FAIL/u);
    expect(outputs.get('verdict')).toBe('fail');
    expect(outputs.get('category')).toBe('image-gate/ghcr.io/org/app/linux/amd64/');
    expect(outputs.get('sarif-id')).toBe(server.uploads[0]?.id);
    expect(server.uploads[0]?.text).toBe(await readFile(outputs.get('sarif-file') ?? '', 'utf8'));
    expect(server.uploads[0]?.sarif.runs[0]?.tool.driver.informationUri).toBe(
      'https://github.com/example/image-gate',
    );
    expect(reportSchemaErrors(await readFile(outputs.get('report-file') ?? '', 'utf8'))).toEqual([]);
    expect(summary).toBe(`# Before\n${await readFile(outputs.get('summary-file') ?? '', 'utf8')}`);
  });

  it('keeps files of two calls in one job apart', async () => {
    const first = await run();
    const second = await run({ env: { RUNNER_TEMP: join(first.cwd, 'temp') } });
    expect(second.outputs.get('sarif-file')).not.toBe(first.outputs.get('sarif-file'));
  });

  it('writes what was asked for where it was asked for, and names it', async () => {
    const { cwd, outputs } = await run({
      github: { sarifFile: 'out/gate.sarif', category: 'mine' },
      reports: [{ format: 'json', path: 'out/gate.json' }],
    });
    expect(outputs.get('sarif-file')).toBe('out/gate.sarif');
    expect(outputs.get('report-file')).toBe('out/gate.json');
    expect(outputs.get('category')).toBe('mine/');
    expect((await stat(join(cwd, 'out/gate.json'))).isFile()).toBe(true);
    expect(await readFile(join(cwd, 'out/gate.sarif'), 'utf8')).toContain('"id":"mine/"');
  });

  it('writes an SBOM, and names it; one that was asked for instead', async () => {
    const own = await run();
    expect(await readFile(own.outputs.get('sbom-file') ?? '', 'utf8')).toContain('"bomFormat": "CycloneDX"');
    const { cwd, outputs } = await run({ reports: [{ format: 'spdx', path: 'out/sbom.json' }] });
    expect(outputs.get('sbom-file')).toBe('out/sbom.json');
    expect(await readFile(join(cwd, 'out/sbom.json'), 'utf8')).toContain('SPDX-2.3');
  });

  it('writes no SBOM of an image that could not be opened', async () => {
    const { outputs } = await run({ report: incompleteReport({ subject: null, components: [] }) });
    expect(outputs.get('sbom-file')).toBe('');
  });

  it('submits the packages when that is asked for, and only then', async () => {
    expect((await run()).server.snapshots).toEqual([]);
    const { server, summary, error } = await run({ github: { dependencySnapshot: true } });
    expect(server.snapshots).toHaveLength(1);
    expect(summary).not.toContain('Dependency graph');
    expect(error).toBeNull();
  });

  it('says in the summary why the packages were not submitted, and does not fail', async () => {
    const refuseSnapshot = { status: 403, message: 'Resource not accessible by integration' };
    const { summary, error, outputs } = await run({
      github: { dependencySnapshot: true },
      server: { refuseSnapshot },
    });
    expect(summary).toContain('Dependency graph: no dependencies were submitted');
    expect(summary).toContain('contents');
    expect(error).toBeNull();
    expect(outputs.get('verdict')).toBe('fail');
  });

  it('leaves out summary and annotations when they are not wanted', async () => {
    const { stdout, summary } = await run({ github: { summary: false, annotations: false } });
    expect(stdout).toBe('');
    expect(summary).toBe('# Before\n');
  });

  it('after an incomplete run writes no SARIF and uploads nothing', async () => {
    const { cwd, server, outputs, error, log } = await run({
      report: incompleteReport(),
      github: { sarifFile: 'gate.sarif', uploadSarif: 'true' },
    });
    expect(error).toBeNull();
    expect(server.requests).toEqual([]);
    expect(outputs.get('verdict')).toBe('incomplete');
    expect(outputs.get('sarif-file')).toBe('');
    await expect(stat(join(cwd, 'gate.sarif'))).rejects.toThrow('ENOENT');
    expect(log).toContain('No SARIF file is written after an incomplete run');
  });

  it('is not red for an upload that may not be, and says what to change', async () => {
    const { outputs, error, summary } = await run({
      report: sampleReport(),
      server: { refuse: { status: 403, message: 'Resource not accessible by integration' } },
    });
    expect(error).toBeNull();
    expect(outputs.get('verdict')).toBe('pass');
    expect(outputs.get('sarif-id')).toBe('');
    expect(summary).toMatch(/\nCode scanning: nothing was uploaded: .*security-events: write/u);
  });

  it('is an error for an upload that was asked for and failed; a pass is none then', async () => {
    const { outputs, error } = await run({
      report: sampleReport(),
      github: { uploadSarif: 'true' },
      server: { refuse: { status: 403, message: 'No' } },
    });
    expect(error).toMatchObject({ code: 'UPLOAD_FORBIDDEN' });
    expect(outputs.get('verdict')).toBe('incomplete');
    expect(outputs.get('report-file')).not.toBe('');
  });

  it('does not make a fail milder when something cannot be delivered', async () => {
    const { outputs, error } = await run({ reports: [{ format: 'json', path: '/dev/full' }] });
    expect(error).toMatchObject({ code: 'OUTPUT_DISK_FULL' });
    expect(outputs.get('verdict')).toBe('fail');
  });

  it('delivers the rest when one file cannot be written', async () => {
    const { outputs, error, server, summary } = await run({
      report: sampleReport(),
      github: { sarifFile: '/dev/full' },
    });
    expect(error).toMatchObject({ code: 'OUTPUT_DISK_FULL' });
    expect(outputs.get('verdict')).toBe('incomplete');
    expect(server.uploads).toEqual([]);
    expect(summary).toMatch(/Image Gate: PASS(.|\n)*⚠️ Not delivered: .*dev\/full/u);
  });

  it('does without a runner', async () => {
    const { error, server } = await run({
      env: { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '', GITHUB_REPOSITORY: '' },
    });
    expect(error).toBeNull();
    expect(server.requests).toEqual([]);
  });

  it('writes the token nowhere', async () => {
    const token = 'ghs_0123456789secret';
    const { log, stdout, summary, outputs, server } = await run({ github: { token }, server: { token } });
    expect(server.uploads).toHaveLength(1);
    expect([log, stdout, summary, ...outputs.values()].join('\n')).not.toContain(token);
    expect(server.uploads[0]?.text).not.toContain(token);
  });
});
