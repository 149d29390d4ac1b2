import { describe, expect, it } from 'vitest';

import { adviceSection } from '../../../src/reports/markdown/advice.ts';
import type { RuleMetadata } from '../../../src/model/rule.ts';
import { sampleLint, sampleVulnerability } from '../../support/sample-report.ts';

const NONE: ReadonlyMap<string, RuleMetadata> = new Map();
const location = { path: 'a', layer: null, dockerfile: null };

describe('the advice', () => {
  it('is nothing when nothing blocks', () => {
    expect(adviceSection([], NONE)).toEqual([]);
  });

  it('names one update for all vulnerabilities that it removes, most first', () => {
    const component = { purl: 'x', name: 'zlib', version: '1.2' };
    const findings = [
      sampleVulnerability({ rule: 'CVE-9', component, fixedIn: ['1.3'], location }),
      sampleVulnerability({ rule: 'CVE-1', location }),
      sampleVulnerability({ rule: 'CVE-2', location }),
    ];
    expect(adviceSection(findings, NONE)[1]?.split('\n')).toEqual([
      '- Update <code>libssl1.1</code> 1.1.1c-r0 to 1.1.1d-r0: removes CVE-1, CVE-2.',
      '- Update <code>zlib</code> 1.2 to 1.3: removes CVE-9.',
    ]);
  });

  it('does not advise an update that does not exist', () => {
    expect(adviceSection([sampleVulnerability({ fixedIn: [], location })], NONE)).toEqual([]);
  });

  it('points to the base image for what comes with it', () => {
    expect(adviceSection([sampleVulnerability()], NONE)[1]).toContain(
      '1 blocking finding comes with the base image: a newer base image may remove it.',
    );
  });

  it('says first what could be done with the image, and speaks of its base once', () => {
    const advice = {
      removable: [{ packages: ['<b>'], findings: 2, installedBytes: null }],
      base: { reference: 'debian:12', findings: 1, total: 2, newer: null },
    };
    expect(adviceSection([sampleVulnerability({ fixedIn: [] })], NONE, advice)[1]?.split('\n')).toEqual([
      '- 1 of 2 vulnerabilities comes with the base image <code>debian:12</code>.',
      '- Purge <code>&#60;b&#62;</code> if you do not call it: 2 findings.',
    ]);
  });

  it('says what could be done with the image when nothing blocks', () => {
    const removable = [{ packages: ['git'], findings: 2, installedBytes: null }];
    expect(adviceSection([], NONE, { removable, base: null })[1]).toContain('Purge');
  });

  it('gives the fix of a rule once', () => {
    const rule = { id: 'DF-USER-ROOT', fix: 'Add `USER 10001`.' } as RuleMetadata;
    const [, text] = adviceSection([sampleLint(), sampleLint()], new Map([['DF-USER-ROOT', rule]]));
    expect(text).toBe('- DF-USER-ROOT: Add `USER 10001`.');
  });

  it('counts the lines that it leaves out', () => {
    const findings = Array.from({ length: 30 }, (_, index) =>
      sampleVulnerability({ component: { purl: 'x', name: `n${String(index)}`, version: '1' }, location }),
    );
    expect(adviceSection(findings, NONE)[1]?.split('\n').at(-1)).toBe('- and 10 more');
  });
});
