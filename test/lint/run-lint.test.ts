import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';

import type { LintRun } from '../../src/lint/run-lint.ts';
import { runLint } from '../../src/lint/run-lint.ts';
import { LIMITS } from '../../src/util/limits.ts';
import { caught } from '../support/caught.ts';
import { loadArgv } from '../support/load.ts';
import { recordingLog } from '../support/recording-log.ts';
import { NO_PROGRAMS } from '../support/stub-program.ts';
import { workFolder } from '../support/work-folder.ts';

const GOOD = `FROM alpine:3.22@sha256:${'a'.repeat(64)}\nUSER 1000:1000\nHEALTHCHECK NONE\nCMD ["/bin/app"]\n`;
const BAD = 'FROM alpine:latest\nRUN sudo x\nUSER 1\n';
const PIPE = 'FROM a:1\nRUN <<EOF\n#!/usr/bin/python3\nprint()\nEOF\nUSER 1\n';

async function run(cwd: string, argv: readonly string[], stdin = '', log = recordingLog()): Promise<LintRun> {
  const signal = new AbortController().signal;
  const settings = loadArgv(['lint', ...argv], cwd);
  const now = (): Date => new Date('2026-01-02T03:04:05Z');
  const stream = Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]);
  return runLint(settings, { log, signal, cwd, env: NO_PROGRAMS, version: '1', stdin: stream, now });
}

describe('linting', () => {
  it.each([
    [['good'], 'pass', 'good', undefined],
    [['bad', '--fail-on', 'medium'], 'fail', 'bad', undefined],
    [['good', 'bad', '--fail-on', 'medium'], 'fail', null, ['good', 'bad']],
    [['good', 'sub/good'], 'pass', null, ['good', 'sub/good']],
    [['**/good'], 'pass', null, ['good', 'sub/good']],
    [['good', 'pipe'], 'incomplete', null, ['good', 'pipe']],
  ])('%j gives one verdict: %s', async (argv, verdict, dockerfile, dockerfiles) => {
    const { report } = await run(workFolder({ good: GOOD, bad: BAD, pipe: PIPE, 'sub/good': GOOD }), argv);
    expect(report.verdict.result).toBe(verdict);
    expect([report.dockerfile, report.dockerfiles]).toEqual([dockerfile, dockerfiles]);
    expect(report.steps.filter(({ status }) => status !== 'skipped').map(({ id }) => id)).toEqual(['lint']);
  });

  it('names the file of each finding', async () => {
    const { report } = await run(workFolder({ a: BAD, b: BAD }), ['a', 'b']);
    const places = report.findings
      .filter(({ rule }) => rule === 'DF-SUDO')
      .map(({ location, id }) => [location.dockerfile?.path, id]);
    expect(places.map(([name]) => name)).toEqual(['a', 'b']);
    expect(new Set(places.map(([, id]) => id)).size).toBe(2);
  });

  it.each([
    [['-'], '-'],
    [['-', '--stdin-name', 'x/Dockerfile'], 'x/Dockerfile'],
  ])('%j reads standard input and shows it as %s', async (argv, shown) => {
    const { report } = await run(workFolder(), argv, BAD);
    expect(report.dockerfile).toBe(shown);
    expect(report.findings[0]?.location.dockerfile?.path).toBe(shown);
  });

  it('refuses more of standard input than a Dockerfile may have', async () => {
    const text = '#'.repeat(LIMITS.dockerfileBytes.value + 1);
    expect(await caught(async () => run(workFolder(), ['-'], text))).toMatchObject({
      code: 'DOCKERFILE_TOO_LARGE',
    });
  });

  it.each([
    ['no', 'DOCKERFILE_NOT_FOUND'],
    ['folder', 'DOCKERFILE_UNREADABLE'],
  ])('refuses "%s" by name', async (name, code) => {
    const cwd = workFolder({ 'folder/': '', good: GOOD });
    expect(await caught(async () => run(cwd, ['good', name]))).toMatchObject({ code });
  });

  it('is incomplete when a pattern finds a file that cannot be read', async () => {
    const cwd = workFolder({ good: GOOD });
    symlinkSync('nowhere', path.join(cwd, 'good.link'));
    const { report } = await run(cwd, ['good*']);
    expect(report.verdict.result).toBe('incomplete');
    expect(report.unknowns).toMatchObject([{ step: 'lint', place: 'good.link' }]);
  });

  it('is incomplete when an engine that must answer does not', async () => {
    const { report } = await run(workFolder({ good: GOOD }), ['good', '--shellcheck', 'on']);
    expect(report.verdict.result).toBe('incomplete');
    expect(report.steps[0]).toMatchObject({ status: 'failed', error: { code: 'ENGINE_MISSING' } });
  });

  it('says what it does not fix, and changes nothing then', async () => {
    const log = recordingLog();
    const cwd = workFolder({ broken: 'FROM a:1\nNONSENSE\n' });
    const { changes } = await run(cwd, ['broken', '--fix', '--lint-profile', 'all'], '', log);
    expect(changes).toEqual([]);
    expect(log.messages).toContain('warn: broken is not fixed: it has syntax problems');
  });
});
