import { describe, expect, it } from 'vitest';
import { conclude } from '../src/conclude.ts';
import type { Report } from '../src/model/report.ts';
import { Steps } from '../src/steps.ts';
import { SILENT } from '../src/util/log.ts';
import { rulesWith } from './policy/rules.ts';
import { reportSchemaErrors } from './support/report-schema.ts';

async function concluded(unknowns: number): Promise<Report> {
  const steps = new Steps(SILENT, new AbortController().signal);
  const unknown = { step: 'lint', place: 'Dockerfile:1', reason: 'not read' } as const;
  const result = { unknowns: Array.from({ length: unknowns }, () => unknown) };
  await steps.run('lint', 'linting', async () => Promise.resolve(result));
  const about = {
    startedAt: '2026-01-01T00:00:00.000Z',
    requested: null,
    subject: null,
    dockerfile: 'Dockerfile',
    components: [],
    advisories: [],
    signatures: [],
    advice: null,
  };
  const context = { version: '1.2.3', now: () => new Date('2026-01-01T00:00:01Z') };
  return conclude({ steps, policy: rulesWith(), context, about });
}

describe('the end of a run', () => {
  it('is a report that follows the schema, with the verdict over what the steps left', async () => {
    const report = await concluded(0);
    expect(reportSchemaErrors(JSON.stringify(report))).toEqual([]);
    expect(report).toMatchObject({
      verdict: { result: 'pass' },
      steps: [{ id: 'lint', status: 'complete' }],
      finishedAt: '2026-01-01T00:00:01.000Z',
      tool: { version: '1.2.3' },
      dockerfile: 'Dockerfile',
    });
  });

  it('is incomplete, with the unknown in it, when a step left something out', async () => {
    const report = await concluded(1);
    expect([report.verdict.result, report.unknowns.length]).toEqual(['incomplete', 1]);
  });
});
