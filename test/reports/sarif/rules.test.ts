import { describe, expect, it } from 'vitest';

import type { RuleMetadata } from '../../../src/model/rule.ts';
import { sarifRule } from '../../../src/reports/sarif/rules.ts';
import { sampleLint, sampleVulnerability } from '../../support/sample-report.ts';

const RULE: RuleMetadata = {
  id: 'DF-USER-ROOT',
  title: 'The image runs as root',
  severity: 'medium',
  category: 'lint',
  why: 'A process that breaks out of the container is root on the host.',
  fix: 'Add `USER 10001` at the end.',
  references: ['CIS 4.1', 'CWE-250', 'https://docs.docker.com/reference/dockerfile/#user'],
  aliases: ['DL3002'],
};

const crypto = { purl: 'pkg:apk/alpine/libcrypto1.1@1', name: 'libcrypto1.1', version: '1' };

describe('the SARIF rule of a vulnerability', () => {
  it('is the same whichever package comes first', () => {
    const a = sampleVulnerability({ score: 5, title: 'CVE-2019-1549 in libssl1.1' });
    const b = sampleVulnerability({ component: crypto, score: 7, title: 'CVE-2019-1549 in libcrypto1.1' });
    expect(sarifRule([a, b], null)).toEqual(sarifRule([b, a], null));
  });

  it('takes a title that all share, and names all packages where they differ', () => {
    const a = sampleVulnerability({ title: 'Overflow in openssl' });
    const b = sampleVulnerability({ component: crypto, title: 'Overflow in libcrypto' });
    expect(sarifRule([a, a], null).shortDescription?.text).toBe('Overflow in openssl.');
    expect(sarifRule([a, b], null).shortDescription?.text).toBe('CVE-2019-1549 in libcrypto1.1, libssl1.1.');
  });

  it('names three packages and counts the rest', () => {
    const findings = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      sampleVulnerability({ component: { ...crypto, name }, title: `CVE-2019-1549 in ${name}` }),
    );
    expect(sarifRule(findings, null).shortDescription?.text).toBe(
      'CVE-2019-1549 in a, b, c and 2 more packages.',
    );
  });

  it('takes the highest score and the worst severity', () => {
    const rule = sarifRule(
      [
        sampleVulnerability({ score: 5, severity: 'medium' }),
        sampleVulnerability({ score: 9.8, severity: 'critical' }),
      ],
      null,
    );
    expect(rule.properties?.['security-severity']).toBe('9.8');
    expect(rule.defaultConfiguration?.level).toBe('error');
  });

  it('says when it is known to be exploited, and not otherwise', () => {
    expect(sarifRule([sampleVulnerability({ kev: true })], null).properties?.tags).toContain(
      'known-exploited',
    );
    expect(sarifRule([sampleVulnerability({ kev: false })], null).properties?.tags).not.toContain(
      'known-exploited',
    );
  });

  it.each(['javascript:alert(1)', 'http://a.example', 'https://user@a.example'])(
    'has no help address %j',
    (address) => {
      expect(sarifRule([sampleVulnerability({ references: [address] })], null).helpUri).toBeUndefined();
    },
  );

  it('fits the limits of code scanning for the longest texts', () => {
    const long = 'x'.repeat(5000);
    const rule = sarifRule([sampleVulnerability({ title: long, message: long, rule: 'CVE-1' })], null);
    expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule.fullDescription?.text.length).toBeLessThanOrEqual(1024);
  });
});

describe('the SARIF rule of one of our own', () => {
  const rule = sarifRule([sampleLint()], RULE);

  it('is named and described by its metadata', () => {
    expect(rule).toMatchObject({
      id: 'DF-USER-ROOT',
      name: 'TheImageRunsAsRoot',
      shortDescription: { text: 'The image runs as root.' },
      fullDescription: { text: RULE.why },
      helpUri: 'https://docs.docker.com/reference/dockerfile/#user',
    });
  });

  it('is tagged with its weakness, in the form that GitHub links', () => {
    expect(rule.properties?.tags).toEqual(['security', 'lint', 'container', 'external/cwe/cwe-250']);
  });

  it('is security by severity, unless it is advice only', () => {
    const advice = sarifRule([sampleLint({ severity: 'info' })], RULE);
    expect(rule.properties).toMatchObject({ 'security-severity': '5.5' });
    expect(advice.properties).toMatchObject({ 'problem.severity': 'recommendation' });
    expect(advice.properties).not.toHaveProperty('security-severity');
    expect(advice.properties?.tags).not.toContain('security');
  });

  it('has the messages of its findings for help when nobody described it', () => {
    const bare = sarifRule([sampleLint({ message: 'Do it like this.' })], null);
    expect(bare.help).toEqual({ text: 'Do it like this.', markdown: '- Do it like this.' });
  });
});
