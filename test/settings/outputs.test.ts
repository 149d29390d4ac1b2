import { describe, expect, it } from 'vitest';

import { outputsOf } from '../../src/delivery/outputs.ts';
import { CATEGORIES } from '../../src/model/finding.ts';
import { SEVERITIES } from '../../src/model/severity.ts';
import { OUTPUTS } from '../../src/settings/outputs.ts';
import { sampleReport } from '../support/sample-report.ts';

describe('the outputs of the action', () => {
  it('are described, each one that is delivered and no other', () => {
    const delivered = outputsOf(sampleReport(), {
      verdict: 'pass',
      sarifFile: '',
      sarifId: '',
      category: '',
      reportFile: '',
      sbomFile: '',
      summaryFile: '',
    });
    expect(Object.keys(OUTPUTS).sort()).toEqual(Object.keys(delivered).sort());
  });

  it('count every severity and every category', () => {
    for (const name of [...SEVERITIES, ...CATEGORIES]) expect(OUTPUTS[name]).toMatch(/^Number of /u);
  });
});
