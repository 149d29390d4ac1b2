import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { inputEnv } from './support/load.ts';
import { ACTION_DOOR, runNode } from './support/run-node.ts';
import { workFolder } from './support/work-folder.ts';

const BAD = 'FROM alpine:latest\nRUN sudo x\n';
const GOOD = 'FROM scratch\nUSER 1000:1000\nHEALTHCHECK NONE\nCMD ["/bin/app"]\n';

async function action(inputs: Record<string, string>, files: Record<string, string> = {}) {
  const cwd = workFolder({ 'temp/': '', 'output.txt': '', 'summary.md': '', ...files });
  const file = (name: string): string => path.join(cwd, name);
  const env = {
    HOME: cwd,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_TEMP: file('temp'),
    GITHUB_OUTPUT: file('output.txt'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    ...inputEnv(inputs),
  };
  const run = await runNode(ACTION_DOOR, { cwd, env });
  const read = (name: string): string => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');
  return { ...run, outputs: outputsOf(read('output.txt')), summary: read('summary.md') };
}

describe('the action', () => {
  it('passes a good Dockerfile', async () => {
    const { status, stdout, outputs, summary } = await action(
      { checks: 'lint', image: '' },
      { Dockerfile: GOOD },
    );
    expect([status, outputs['verdict']]).toEqual([0, 'pass']);
    expect(stdout).not.toContain('::error');
    expect(summary).toMatch(/pass/iu);
  });

  it('fails the job for a bad one, and says why', async () => {
    const { status, stdout, outputs } = await action(
      { checks: 'lint', 'fail-on': 'low' },
      { Dockerfile: BAD },
    );
    expect([status, outputs['verdict']]).toEqual([1, 'fail']);
    expect(stdout).toMatch(/^::error::Verdict fail: \S/mu);
  });

  it('reports only what blocks when told so', async () => {
    const { status, outputs } = await action({ checks: 'lint', 'fail-on': 'lint=none' }, { Dockerfile: BAD });
    expect([status, outputs['verdict'], outputs['blocking']]).toEqual([0, 'pass', '[]']);
    expect(Number(outputs['lint'])).toBeGreaterThan(0);
  });

  it.each([
    [{ checks: 'lint', fail_on: 'high' }, 'input "fail_on" is not known', 'Did you mean "fail-on"?'],
    [
      { checks: 'lint', 'fail-on': 'hihg' },
      'input fail-on: "hihg" is not a severity',
      'Did you mean "high"?',
    ],
    [{}, 'no image is named', 'input context'],
    [{ checks: 'lint', config: 'no.yaml' }, 'there is no file no.yaml', 'CONFIG_NOT_FOUND'],
  ] as readonly (readonly [Record<string, string>, string, string])[])(
    'ends with 2 and one error for %j, and its verdict is not empty',
    async (inputs, message, hint) => {
      const { status, stdout, outputs, summary } = await action(inputs, { Dockerfile: GOOD });
      expect([status, outputs['verdict'], summary]).toEqual([2, 'incomplete', '']);
      expect(stdout.split('\n').filter((line) => line.startsWith('::error'))).toHaveLength(1);
      expect(stdout).toContain(message);
      expect(stdout).toContain(hint);
    },
  );

  it('ends with 3 when the image cannot be read', async () => {
    const { status, stdout, outputs } = await action(
      { archive: 'image.tar', checks: 'hardening' },
      { 'image.tar': 'not a tar' },
    );
    expect([status, outputs['verdict']]).toEqual([3, 'incomplete']);
    expect(stdout).toMatch(/^::error::Verdict incomplete: \S/mu);
  });

  it('is no pass when what was asked for cannot be written', async () => {
    const inputs = { checks: 'lint', reports: 'json=folder' };
    const { status, outputs } = await action(inputs, { Dockerfile: GOOD, 'folder/': '' });
    expect([status, outputs['verdict']]).toEqual([2, 'incomplete']);
    const failed = await action({ ...inputs, 'fail-on': 'low' }, { Dockerfile: BAD, 'folder/': '' });
    expect([failed.status, failed.outputs['verdict']]).toEqual([1, 'fail']);
  });

  it('masks the token before anything else is said', async () => {
    const { stdout } = await action({ checks: 'lint', token: 'ghs_abc' }, { Dockerfile: GOOD });
    expect(stdout.split('\n')[0]).toBe('::add-mask::ghs_abc');
    expect(stdout.split('ghs_abc')).toHaveLength(2);
  });
});

/** Source: GitHub, "Workflow commands for GitHub Actions", "Multiline strings". */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gmu))
    outputs[name] = value;
  return outputs;
}
