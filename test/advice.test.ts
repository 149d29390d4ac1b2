import { describe, expect, it } from 'vitest';
import { adviceOn, type AdviceInput } from '../src/advice.ts';
import type { StepStatus } from '../src/model/outcome.ts';
import { anImage } from './support/an-image.ts';
import { aFinding } from './support/findings.ts';
import { startServer } from './support/http-server.ts';
import { osInventory, purlOf } from './support/os-packages.ts';
import { recordingLog } from './support/recording-log.ts';
import { steps } from './support/steps.ts';
import { workFolder } from './support/work-folder.ts';

const IMAGE = anImage({ config: { cmd: ['web'] }, history: ['base'] });
const INVENTORY = osInventory({
  web: { files: { 'usr/bin/web': [] } },
  git: { files: { 'usr/bin/git': [] } },
});
const IN_GIT = aFinding({ component: { purl: purlOf('git'), name: 'git', version: '1' } });
const IN_BASE = aFinding({
  rule: 'CVE-2026-1',
  location: {
    path: null,
    layer: { index: 0, diffId: 'sha256:1', createdBy: null, base: true },
    dockerfile: null,
  },
});

function input(change: Partial<AdviceInput> = {}, status: StepStatus = 'complete'): AdviceInput {
  const cwd = workFolder();
  return {
    settings: { newerBase: null, insecureRegistries: [], ownPrograms: [] },
    context: { log: recordingLog(), signal: new AbortController().signal, cwd, env: {} },
    examined: { image: IMAGE, inventory: INVENTORY },
    findings: [IN_GIT, IN_BASE],
    dockerfile: null,
    choice: { target: null, buildArgs: new Map() },
    steps: { outcomes: steps({ vulnerabilities: status }), unknowns: [] },
    sources: [],
    ...change,
  };
}

describe('adviceOn', () => {
  it.each<StepStatus>(['complete', 'partial'])('advises on an image whose look-up is %s', async (status) => {
    expect(await adviceOn(input({}, status))).toEqual({
      removable: [{ packages: ['git'], findings: 1, installedBytes: 1000 }],
      base: { reference: null, findings: 1, total: 2, newer: null },
    });
  });

  it.each<StepStatus>(['failed', 'skipped'])('says nothing when the look-up is %s', async (status) => {
    expect(await adviceOn(input({}, status))).toBeNull();
  });

  it.each([null, { image: null, inventory: INVENTORY }, { image: IMAGE, inventory: null }])(
    'says nothing without an image and what is in it',
    async (examined) => {
      expect(await adviceOn(input({ examined }))).toBeNull();
    },
  );

  it('does without the newer base image that cannot be had, and says so in the log', async () => {
    const log = recordingLog();
    const registry = await startServer((_, response) => void response.writeHead(404).end());
    const newerBase = `${registry.host}/debian:13`;
    const { context, settings } = input();
    const advice = await adviceOn(
      input({ context: { ...context, log }, settings: { ...settings, newerBase } }),
    );
    expect(advice?.removable).toHaveLength(1);
    expect(advice?.base).toMatchObject({ findings: 1, newer: null });
    expect(log.messages.join('\n')).toContain('no advice about a newer base image');
  });

  it('ends when the run is stopped', async () => {
    const { context, settings } = input();
    const signal = AbortSignal.abort(new Error('stopped'));
    const stopped = input({
      context: { ...context, signal },
      settings: { ...settings, newerBase: '127.0.0.1:1/debian:13' },
    });
    await expect(adviceOn(stopped)).rejects.toThrow('stopped');
  });
});
