import { describe, expect, it } from 'vitest';
import { loadCvss } from '../../../src/checks/vulnerabilities/cvss.ts';
import type { Rating } from '../../../src/checks/vulnerabilities/severity.ts';
import { rate } from '../../../src/checks/vulnerabilities/severity.ts';
import type { RecordParts } from '../../support/osv-records.ts';
import { aRecord, rawRow } from '../../support/osv-records.ts';

const scorer = await loadCvss();
const HIGH = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' };
const MEDIUM = { type: 'CVSS_V3', score: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N' };
const BROKEN = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' };

describe('severity', () => {
  it('is the highest CVSS score among all records', () => {
    expect(rating({ severity: [MEDIUM] }, { severity: [HIGH] })).toEqual({ severity: 'high', score: 7.5 });
  });

  it('counts the score of the row too', () => {
    const row = { ...rawRow('npm a', ['introduced 0']), severity: [HIGH] };
    expect(rating({ severity: [MEDIUM], affected: [row] })).toEqual({ severity: 'high', score: 7.5 });
  });

  it('prefers a score to a word', () => {
    expect(rating({ severity: [MEDIUM], database_specific: { severity: 'CRITICAL' } })).toEqual({
      severity: 'medium',
      score: 6.1,
    });
  });

  it.each<[what: string, parts: RecordParts, severity: string]>([
    ['GitHub', { database_specific: { severity: 'MODERATE' } }, 'medium'],
    ['Ubuntu', { severity: [{ type: 'Ubuntu', score: 'low' }] }, 'low'],
    ['Ubuntu in old records', { affected: [specific({ ubuntu_priority: 'high' })] }, 'high'],
    ['Ubuntu for the least', { severity: [{ type: 'Ubuntu', score: 'negligible' }] }, 'info'],
    ['Debian', { affected: [specific({ urgency: 'medium' })] }, 'medium'],
    ['AlmaLinux', { summary: 'Important: openssl security update' }, 'high'],
  ])('is the word of %s where there is no score', (_what, parts, severity) => {
    expect(rating(parts)).toEqual({ severity, score: null });
    expect(
      rating({ ...parts, ...(parts['severity'] === undefined ? { severity: [BROKEN] } : {}) }).severity,
    ).toBe(severity);
  });

  it('is the worst of several words', () => {
    const words = [{ database_specific: { severity: 'LOW' } }, { database_specific: { severity: 'HIGH' } }];
    expect(rating(...words).severity).toBe('high');
  });

  it.each<RecordParts>([
    {},
    { affected: [specific({ urgency: 'not yet assigned' })] },
    { affected: [specific({ urgency: 'end-of-life' })] },
    { database_specific: { severity: 'constructor' } },
    { database_specific: { severity: 5 } },
    { summary: 'Low level access' },
    { severity: [BROKEN] },
  ])('is unknown where nothing says it: %j', (parts) => {
    expect(rating(parts)).toEqual({ severity: 'unknown', score: null });
  });

  it('is critical for malware', () => {
    expect(rating({ id: 'MAL-2024-1' }).severity).toBe('critical');
    expect(rating({ id: 'GHSA-a', severity: [MEDIUM] }, { id: 'MAL-2024-1' })).toEqual({
      severity: 'critical',
      score: 6.1,
    });
  });

  it('is info where Debian calls it unimportant, whatever the score', () => {
    expect(rating({ severity: [HIGH], affected: [specific({ urgency: 'unimportant' })] })).toEqual({
      severity: 'info',
      score: 7.5,
    });
  });

  it('is not info where no row says so', () => {
    expect(rating({ affected: [] }).severity).toBe('unknown');
    expect(rating({ severity: [HIGH], affected: [] }).severity).toBe('high');
  });

  it('is not info where a bulletin fixes what Debian calls unimportant', () => {
    const unimportant = { severity: [HIGH], affected: [specific({ urgency: 'unimportant' })] };
    expect(rating(unimportant, { id: 'DSA-1-1' }).severity).toBe('high');
  });
});

function specific(values: object): object {
  return { ...rawRow('Debian:12 a', ['introduced 0']), ecosystem_specific: values };
}

function rating(...parts: readonly RecordParts[]): Rating {
  const records = parts.map((part) => aRecord(part));
  return rate(
    records.map((record) => ({ record, rows: record.affected, fixedIn: [] })),
    scorer,
  );
}

describe('what is no vulnerability', () => {
  const scorer = (): number | null => null;
  const rated = (record: ReturnType<typeof aRecord>): string =>
    rate([{ record, rows: record.affected, fixedIn: [] }], scorer).severity;

  it.each([
    ['ALBA-2024:1', {}, 'info'],
    ['ALBA-2024:1', { related: ['CVE-2024-1234'] }, 'unknown'],
    ['ALSA-2024:1', {}, 'unknown'],
    ['RHEA-2024:1', {}, 'info'],
  ])('an update for other reasons is only told: %s %j is %s', (id, more, severity) => {
    expect(rated(aRecord({ id, ...more }))).toBe(severity);
  });

  it.each([
    [{ informational: 'unmaintained' }, 'info'],
    [{ informational: null }, 'unknown'],
    [{}, 'unknown'],
  ])('a crate that nobody maintains is only told: %j is %s', (database_specific, severity) => {
    const row = { ...rawRow('crates.io x', ['introduced 0'], 'SEMVER'), database_specific };
    expect(rated(aRecord({ id: 'RUSTSEC-2024-0001', affected: [row] }))).toBe(severity);
  });
});
