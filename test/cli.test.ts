import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { CLI_DOOR, runNode } from './support/run-node.ts';
import { workFolder } from './support/work-folder.ts';

const GOOD = 'FROM scratch\nUSER 1000:1000\nHEALTHCHECK NONE\nCMD ["/bin/app"]\n';

function cli(argv: readonly string[], cwd: string, env: Record<string, string> = {}) {
  return runNode(CLI_DOOR, { argv, cwd, env: { HOME: cwd, ...env } });
}

describe('the command line', () => {
  it.each([
    [['--help'], /^Image Gate examines/u],
    [['check', '--help'], /^Usage: image-gate check/u],
    [['verify', '--help'], /^Usage: image-gate verify --image/u],
    [['--version'], /^\d+\.\d+\.\d+\S*\n$/u],
    [['rules'], /^[A-Z]{2}-[A-Z-]+ {2}/u],
    [['rules', 'ic-user'], /^IC-USER {2}/u],
  ])('%j prints what was asked for and ends with 0', async (argv, text) => {
    const { status, stdout, stderr } = await cli(argv, workFolder());
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(text);
  });

  it.each([
    [
      ['chek'],
      /^image-gate: "chek" is not a command \[COMMAND_UNKNOWN\]\n {2}hint: Did you mean "check"\?.*\n$/u,
    ],
    [['check'], /^image-gate: no image is named \[SOURCE_MISSING\]\n {2}hint: .*\n$/u],
    [
      ['check', '--image', 'a', '--fail-on', 'hihg'],
      /--fail-on: "hihg" is not a severity .*\n {2}hint: Did you mean "high"/u,
    ],
    [['check', '--image', 'a', '--config', 'no'], /there is no file no \[CONFIG_NOT_FOUND\]/u],
    [['check', '--archive', 'no\u001B[2J'], /^image-gate: --archive: "no\\u\{1b\}\[2J" has characters/u],
    [['lint', 'no'], /^image-gate: there is no Dockerfile at "no" \[DOCKERFILE_NOT_FOUND\]\n/u],
    [['runtime'], /not available in this version \[NOT_AVAILABLE\]/u],
    [['verify'], /^image-gate: no image is named \[SOURCE_MISSING\]\n {2}hint: Give it with --image\.\n$/u],
    [['rules', 'IC-USR'], /there is no rule "IC-USR" \[RULE_UNKNOWN\]\n {2}hint: Did you mean "IC-USER"/u],
  ])('%j is misuse: one line, a hint, and 2', async (argv, text) => {
    const { status, stdout, stderr } = await cli(argv, workFolder());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(text);
    expect(stderr).not.toContain('\u001B');
  });

  it('does not load the gate for help, version and misuse', async () => {
    const folder = workFolder();
    const trace = path.join(folder, 'trace.mjs');
    writeFileSync(
      trace,
      `import { registerHooks } from 'node:module';
       registerHooks({ load(url, context, next) {
         if (/src\\/gate\\.ts$|src\\/lint\\/|@actions\\/|dockerode/u.test(url)) console.error('loaded ' + url);
         return next(url, context);
       } });`,
    );
    for (const argv of [['--help'], ['--version'], ['check', '--image', 'A']]) {
      const { stderr } = await cli(argv, folder, { NODE_OPTIONS: `--import ${trace}` });
      expect(stderr).not.toContain('loaded');
    }
    const { stderr } = await cli(['lint', 'Dockerfile'], workFolder({ Dockerfile: GOOD }), {
      NODE_OPTIONS: `--import ${trace}`,
    });
    expect(stderr).toContain('loaded');
  });

  it('passes a good Dockerfile with 0 and fails a bad one with 1, and the table is on standard output', async () => {
    const good = await cli(['lint'], workFolder({ Dockerfile: GOOD }));
    expect([good.status, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toMatch(/pass/iu);
    const bad = await cli(
      ['lint', '--fail-on', 'low'],
      workFolder({ Dockerfile: 'FROM alpine:latest\nRUN sudo x\n' }),
    );
    expect([bad.status, bad.stderr]).toEqual([1, '']);
    expect(bad.stdout).toMatch(/fail/iu);
  });

  it('writes the reports that were asked for', async () => {
    const cwd = workFolder({ Dockerfile: GOOD });
    const { status, stdout } = await cli(['lint', '--report', 'json=-', '--report', 'sarif=a.sarif'], cwd);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, verdict: { result: 'pass' } });
    expect(JSON.parse(readFileSync(path.join(cwd, 'a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  it('shows fixes as a patch, then makes them, and then there are none', async () => {
    const cwd = workFolder({ Dockerfile: 'FROM alpine:3.22\nENV A b\nUSER 1\n' });
    const argv = ['lint', '--lint-profile', 'all', '--quiet'];
    const shown = await cli([...argv, '--fix-dry-run'], cwd);
    expect(shown.stdout).toContain('\n-ENV A b\n+ENV A=b\n');
    await cli([...argv, '--fix'], cwd);
    expect(readFileSync(path.join(cwd, 'Dockerfile'), 'utf8')).toBe('FROM alpine:3.22\nENV A=b\nUSER 1\n');
    expect((await cli([...argv, '--fix-dry-run'], cwd)).stdout).toBe('');
  });

  it('does not end as a pass when a report cannot be written', async () => {
    const cwd = workFolder({ Dockerfile: GOOD, 'folder/': '' });
    const { status, stderr } = await cli(['lint', '--report', 'json=folder'], cwd);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^image-gate: .*\[OUTPUT_UNWRITABLE\]\n/u);
  });

  it('ends incomplete with 3 when the image cannot be read', async () => {
    const cwd = workFolder({ 'image.tar': 'not a tar' });
    const argv = ['check', '--archive', 'image.tar', '--report', 'json=-', '--checks', 'hardening'];
    const { status, stdout } = await cli(argv, cwd);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: { result: 'incomplete' }, subject: null });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops on %s with %i and says so', async (signal, code) => {
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>();
    const server = createServer(() => onAsked());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const cwd = workFolder();
    const argv = [
      'check',
      '--image',
      `127.0.0.1:${String(port)}/a:1`,
      '--from',
      'registry',
      '--checks',
      'hardening',
    ];
    const child = spawn(process.execPath, [CLI_DOOR, ...argv], { cwd, env: { HOME: cwd }, stdio: 'pipe' });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
    await Promise.race([asked, closed]);
    child.kill(signal);
    expect(await closed).toBe(code);
    expect(Buffer.concat(err).toString()).toBe(`image-gate: stopped by ${signal}\n`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('keeps its verdict when nobody reads standard output', async () => {
    const cwd = workFolder({ Dockerfile: 'FROM alpine:latest\nRUN sudo x\n' });
    const child = spawn(process.execPath, [CLI_DOOR, 'lint', '--fail-on', 'low', '--report', 'json=-'], {
      cwd,
      env: { HOME: cwd },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const err: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdout.destroy();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
    expect(Buffer.concat(err).toString()).toBe('');
  });
});
