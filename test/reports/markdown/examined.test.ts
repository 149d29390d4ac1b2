import { describe, expect, it } from 'vitest';

import { examinedSection, stepsSection } from '../../../src/reports/markdown/examined.ts';
import { incompleteReport, sampleReport } from '../../support/sample-report.ts';

describe('what was examined', () => {
  it('is named with digest, platform, content and the age of the advisories', () => {
    const text = examinedSection(sampleReport());
    expect(text).toContain('| Platform | linux/amd64 |');
    expect(text).toContain(`| Digest | <code>sha256:${'a'.repeat(64)}</code> |`);
    expect(text).toContain('| Content | 1 package in 2 layers |');
    expect(text).toContain('| Advisories | osv, retrieved 2026-01-02, newest of 2026-01-01 |');
  });

  it('is said to be nothing when it was nothing', () => {
    const text = examinedSection(sampleReport({ subject: null, dockerfile: null, advisories: [] }));
    expect(text).toBe('No image could be opened.');
  });
});

describe('the steps', () => {
  it('are closed when all is well, and open when it is not', () => {
    expect(stepsSection(sampleReport())).toMatch(/^<details><summary>Steps/u);
    expect(stepsSection(incompleteReport())).toMatch(/^### Steps/u);
  });

  it('say status, time, reason, code and hint', () => {
    expect(stepsSection(incompleteReport())).toContain(
      '| Vulnerabilities | ❌ failed | 12 ms | https:<!-- -->//api.osv.dev answered 500 ' +
        '(<code>ADVISORIES&#95;UNREACHABLE</code>) <br>Try again, or use a local folder of advisories. |',
    );
  });
});
