import { describe, expect, it } from 'vitest';

import { helpOfFindings, helpOfRule, helpOfVulnerability } from '../../../src/reports/sarif/rule-help.ts';
import { sampleLint, sampleVulnerability } from '../../support/sample-report.ts';

const component = { purl: 'pkg:apk/alpine/libcrypto1.1@1', name: 'libcrypto1.1', version: '1' };

describe('the help of a vulnerability', () => {
  it('lists every package once, with its fixed versions', () => {
    const help = helpOfVulnerability([
      sampleVulnerability(),
      sampleVulnerability(),
      sampleVulnerability({ component, fixedIn: [] }),
    ]);
    expect(help.markdown?.split('\n').slice(0, 5)).toEqual([
      '| Package | Installed | Fixed in |',
      '| --- | --- | --- |',
      '| libcrypto1.1 | 1 | no fix |',
      '| libssl1.1 | 1.1.1c-r0 | 1.1.1d-r0 |',
      '',
    ]);
    expect(help.text).toContain('libssl1.1 1.1.1c-r0, fixed in 1.1.1d-r0');
  });

  it('says that there is no fix only when there is none', () => {
    const none = sampleVulnerability({ fixedIn: [] });
    expect(helpOfVulnerability([none]).text).toContain('No fixed version is known');
    expect(helpOfVulnerability([none, sampleVulnerability()]).text).not.toContain(
      'No fixed version is known',
    );
  });

  it('counts the packages that it does not list', () => {
    const findings = Array.from({ length: 60 }, (_, index) =>
      sampleVulnerability({ component: { ...component, name: `lib${String(index)}` } }),
    );
    expect(helpOfVulnerability(findings).markdown).toContain('and 10 more packages');
  });

  it('links pages and nothing else', () => {
    const references = ['https://a.example/x', 'javascript:alert(1)'];
    const { markdown } = helpOfVulnerability([sampleVulnerability({ references })]);
    expect(markdown).toContain('- <https://a.example/x>');
    expect(markdown).not.toContain('<javascript');
  });

  it('lets no markup of an advisory through', () => {
    const name = '<img src=x>|[a](b)';
    const { markdown } = helpOfVulnerability([sampleVulnerability({ component: { ...component, name } })]);
    expect(markdown).not.toMatch(/<img|\[a\]/u);
  });
});

describe('the help of a rule', () => {
  it('says why, what to do, the codes of others and where to read on', () => {
    const help = helpOfRule({
      id: 'X',
      title: 'x',
      severity: 'low',
      category: 'lint',
      why: 'Because.',
      fix: 'Do `this`.',
      references: ['CIS 4.1', 'CWE-250'],
      aliases: ['DL1', 'DL2'],
    });
    expect(help.text).toBe('Because. Do `this`.');
    expect(help.markdown).toBe(
      [
        '**Why it matters.** Because.',
        '**What to do.** Do `this`.',
        'Also known as DL1, DL2.',
        '**References**',
        '- CIS 4.1\n- [CWE-250](https://cwe.mitre.org/data/definitions/250.html)',
      ].join('\n\n'),
    );
  });
});

describe('the help of findings alone', () => {
  it('is their messages, each once', () => {
    const a = sampleLint({ message: 'A.' });
    expect(helpOfFindings([a, a, sampleLint({ message: '', title: 'B' })]).markdown).toBe('- A.\n- B');
  });
});
