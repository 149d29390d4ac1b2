import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = path.resolve(import.meta.dirname, '../../.github/workflows');

interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>
  >;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

const workflows = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(path.join(FOLDER, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});

describe.each(workflows)('$name', ({ text, workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('pins every action by its full commit hash, with the version beside it', () => {
    const uses = steps.flatMap((step) => (step.uses === undefined || step.uses === './' ? [] : [step.uses]));
    expect(uses.filter((name) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/u.test(name))).toEqual([]);
    for (const name of uses) expect(text).toMatch(new RegExp(`${name} # v\\d+\\.\\d+\\.\\d+`, 'u'));
  });

  it('starts from reading alone', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('bounds every job in time', () => {
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
  });

  it('puts no expression into a script, where it could become code', () => {
    expect(steps.filter((step) => step.run?.includes('${{') === true)).toEqual([]);
  });
});

it('there are workflows for advisories, check, dist, end to end and release', () => {
  expect(workflows.map(({ name }) => name).sort()).toEqual([
    'advisories.yml',
    'check.yml',
    'dist.yml',
    'end-to-end.yml',
    'release.yml',
  ]);
});
