import { describe, expect, it } from 'vitest';

import { stepLines } from '../../../src/reports/table/step-lines.ts';
import { styleFor } from '../../../src/reports/table/style.ts';
import { incompleteReport, sampleReport } from '../../support/sample-report.ts';

const style = styleFor(false);

describe('stepLines', () => {
  it('is one line when everything that was asked for is complete', () => {
    expect(stepLines(sampleReport(), style, 120)).toEqual([
      '  ✓ lint  ✓ image  ✓ inventory  ✓ vulnerabilities  ✓ hardening  - signatures (no trust rules are set)',
    ]);
  });

  it('says why a step failed', () => {
    expect(stepLines(incompleteReport(), style, 120)[1]).toBe(
      '  vulnerabilities failed: https://api.osv.dev answered 500',
    );
  });

  it('says a long reason on a line of its own', () => {
    const reason = 'skipped because the settings of this run ask for other checks only';
    const steps = [{ id: 'lint', status: 'skipped', durationMs: 0, reason, error: null } as const];
    expect(stepLines(sampleReport({ steps }), style, 120)).toEqual(['  - lint', `  lint skipped: ${reason}`]);
  });

  it('says once what several steps have in common', () => {
    const failed = { status: 'failed', durationMs: 0, reason: 'not reached', error: null } as const;
    const steps = [{ id: 'inventory', ...failed } as const, { id: 'hardening', ...failed } as const];
    expect(stepLines(sampleReport({ steps }), style, 120)).toEqual([
      '  ✗ inventory  ✗ hardening',
      '  inventory, hardening failed: not reached',
    ]);
  });

  it('keeps to a narrow terminal', () => {
    for (const line of stepLines(sampleReport(), style, 60)) expect(line.length).toBeLessThanOrEqual(60);
  });
});
