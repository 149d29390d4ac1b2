import { describe, expect, it } from 'vitest';
import { slimRecord, slimRow } from '../../../../../src/checks/vulnerabilities/advisories/bundle/slim.ts';
import { modulesOf } from '../../../../../src/checks/vulnerabilities/matching/modular.ts';
import type { OsvRecord } from '../../../../../src/checks/vulnerabilities/advisories/osv-record.ts';
import { aRecord, rawRow } from '../../../../support/osv-records.ts';

function slimOf(record: OsvRecord, ecosystem = 'npm'): ReturnType<typeof slimRow> {
  const [row] = record.affected;
  if (row === undefined) throw new Error('no row');
  return slimRow(row, record, ecosystem);
}

describe('a row in short', () => {
  it.each([
    [['1.0.0', '1.1.0'], []],
    [
      ['1.0.0', '2.0.0'],
      ['1.0.0', '2.0.0'],
    ],
    [
      ['1.0.0', '<= 1'],
      ['1.0.0', '<= 1'],
    ],
    [[], []],
  ])('with the listed versions %j keeps %j', (versions, kept) => {
    const affected = [{ ...rawRow('npm a', ['introduced 1.0.0', 'fixed 2.0.0'], 'SEMVER'), versions }];
    expect(slimOf(aRecord({ affected })).versions).toEqual(kept);
  });

  it('keeps a list that only ranges of another scheme contain', () => {
    const affected = [{ ...rawRow('PyPI a', ['introduced 1.0.0'], 'SEMVER'), versions: ['1.0.0'] }];
    expect(slimOf(aRecord({ affected }), 'PyPI').versions).toEqual(['1.0.0']);
  });

  it('keeps a list of an ecosystem whose versions cannot be ordered', () => {
    const affected = [{ ...rawRow('Unheard a', ['introduced 0']), versions: ['1.0.0'] }];
    expect(slimOf(aRecord({ affected }), 'Unheard').versions).toEqual(['1.0.0']);
  });

  it('keeps what is read of the free-form objects, and nothing else', () => {
    const specific = { urgency: 'low', binaries: [{ a: '1' }], imports: ['x'] };
    const affected = [{ ...rawRow('Debian:12 a', ['introduced 0']), ecosystem_specific: specific }];
    expect(slimOf(aRecord({ affected })).ecosystem_specific).toEqual({
      urgency: 'low',
      binaries: [{ a: '1' }],
    });
  });

  it('is a notice only when all rows of its record are', () => {
    const notice = {
      ...rawRow('crates.io a', ['introduced 0']),
      database_specific: { informational: 'unmaintained' },
    };
    const other = rawRow('crates.io b', ['introduced 0']);
    expect(slimOf(aRecord({ affected: [notice] })).database_specific).toEqual({
      informational: 'unmaintained',
    });
    expect(slimOf(aRecord({ affected: [notice, other] })).database_specific).toBeUndefined();
  });
});

describe('a record in short', () => {
  it('names the same modules', () => {
    const record = aRecord({
      of: 'AlmaLinux:8 nodejs',
      range: ['introduced 0', 'fixed 1:18.1.0-1.module_el8+1'],
      summary: 'Moderate: nodejs:18 update',
      details: `Fixes in nodejs:18.\n${'word '.repeat(200)} and container-tools:rhel8, nodejs:20`,
    });
    const slim = { ...slimRecord(record), affected: record.affected };
    expect(modulesOf(slim)).toEqual(modulesOf(record));
    expect(modulesOf(slim).size).toBe(3);
    expect(JSON.stringify(slim).length).toBeLessThan(JSON.stringify(record).length);
  });

  it('has no details when nothing of it is modular', () => {
    expect(slimRecord(aRecord({ details: 'nodejs:18' })).details).toBeNull();
  });
});
