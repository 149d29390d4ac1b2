import { describe, expect, it } from 'vitest';
import type { RecordParts } from '../../../support/osv-records.ts';
import { judge } from '../../../../src/checks/vulnerabilities/matching/judge.ts';
import type { Judgement } from '../../../../src/checks/vulnerabilities/matching/judge.ts';
import { SCHEMES } from '../../../../src/checks/vulnerabilities/versions/index.ts';
import { aRecord, rawRow } from '../../../support/osv-records.ts';

describe('a record', () => {
  it('affects what lies in its range, and not the version that fixes it', () => {
    expect(ask('Alpine:v3.10 openssl 1.1.1c-r0')).toMatchObject({
      result: 'affected',
      fixedIn: ['1.1.1d-r0'],
    });
    expect(ask('Alpine:v3.10 openssl 1.1.1d-r0')).toEqual({ result: 'unaffected' });
  });

  it('says nothing of another release, package or ecosystem', () => {
    expect(ask('Alpine:v3.11 openssl 1.1.1c-r0').result).toBe('unaffected');
    expect(ask('Alpine:v3.1 openssl 1.1.1c-r0').result).toBe('unaffected');
    expect(ask('Alpine:v3.10 openssl-dev 1.1.1c-r0').result).toBe('unaffected');
    expect(ask('npm openssl 1.1.1').result).toBe('unaffected');
  });

  it('says nothing of Ubuntu when it is only of Ubuntu Pro', () => {
    const row = rawRow('Ubuntu:Pro:22.04:LTS curl', ['introduced 0', 'fixed 9']);
    expect(ask('Ubuntu:22.04:LTS curl 1.0', { affected: [row] }).result).toBe('unaffected');
    expect(ask('Ubuntu:Pro:22.04:LTS curl 1.0', { affected: [row] }).result).toBe('affected');
  });

  it('counts no more when it was withdrawn', () => {
    expect(ask('Alpine:v3.10 openssl 1.1.1c-r0', { withdrawn: '2021-01-01T00:00:00Z' }).result).toBe(
      'unaffected',
    );
    expect(ask('Alpine:v3.10 openssl 1.1.1c-r0', { withdrawn: null }).result).toBe('affected');
  });

  it('affects listed versions whatever the ranges say', () => {
    const row = { ...rawRow('PyPI pip', ['introduced 0', 'fixed 1.0']), versions: ['2.0'] };
    expect(ask('PyPI pip 2.0', { affected: [row] }).result).toBe('affected');
    expect(ask('PyPI pip 2.0.0', { affected: [row] }).result).toBe('affected');
    expect(ask('PyPI pip 2.1', { affected: [row] }).result).toBe('unaffected');
    expect(ask('PyPI pip 0.9', { affected: [row] }).result).toBe('affected');
  });

  it('is found under every spelling of a PyPI name, and only under the exact npm name', () => {
    const pypi = rawRow('PyPI Zope.Interface', ['introduced 0']);
    expect(ask('PyPI zope-interface 1.0', { affected: [pypi] }).result).toBe('affected');
    const npm = rawRow('npm Express', ['introduced 0'], 'SEMVER');
    expect(ask('npm express 1.0.0', { affected: [npm] }).result).toBe('unaffected');
    expect(ask('npm Express 1.0.0', { affected: [npm] }).result).toBe('affected');
  });

  it('lists the fixed versions of every branch above the installed one, lowest first', () => {
    const row = rawRow(
      'npm a',
      ['introduced 2.0.0', 'fixed 2.0.10', 'introduced 0', 'fixed 1.3.2', 'fixed 2.0.9'],
      'SEMVER',
    );
    expect(ask('npm a 1.3.1', { affected: [row] })).toMatchObject({ fixedIn: ['1.3.2', '2.0.9', '2.0.10'] });
    expect(ask('npm a 2.0.1', { affected: [row] })).toMatchObject({ fixedIn: ['2.0.9', '2.0.10'] });
  });

  it('does not call a version fixed that another of its ranges affects', () => {
    const rows = [
      rawRow('npm a', ['introduced 0', 'fixed 1.0.0'], 'SEMVER'),
      rawRow('npm a', ['introduced 0', 'fixed 2.0.0'], 'SEMVER'),
    ];
    expect(ask('npm a 0.5.0', { affected: rows })).toMatchObject({ fixedIn: ['2.0.0'] });
  });

  it('has no fixed version where there is none', () => {
    expect(ask('Debian:12 zlib 1.2', { of: 'Debian:12 zlib', range: ['introduced 0'] })).toMatchObject({
      result: 'affected',
      fixedIn: [],
    });
  });

  it('ignores commits beside versions', () => {
    const row = rawRow('npm a', ['introduced 0', 'fixed 1.0.0'], 'SEMVER');
    const git = { type: 'GIT', events: [{ introduced: '0' }, { fixed: 'f00d' }] };
    const ranges = [git, ...(row['ranges'] as object[])];
    expect(ask('npm a 1.0.0', { affected: [{ ...row, ranges }] }).result).toBe('unaffected');
    expect(ask('npm a 0.1.0', { affected: [{ ...row, ranges }] })).toMatchObject({ fixedIn: ['1.0.0'] });
  });

  it.each<[what: string, affected: object[]]>([
    ['a bound is no version', [rawRow('npm a', ['introduced 0', 'fixed soon'], 'SEMVER')]],
    ['the type of the range is new', [rawRow('npm a', ['introduced 0'], 'LUNAR')]],
    ['there are only commits', [rawRow('npm a', ['introduced 0'], 'GIT')]],
    ['its only list has no versions', [{ package: { ecosystem: 'npm', name: 'a' }, versions: ['<= 1.0.0'] }]],
    ['there is nothing but the package', [{ package: { ecosystem: 'npm', name: 'a' } }]],
  ])('cannot be judged when %s', (_what, affected) => {
    expect(ask('npm a 1.0.0', { affected })).toMatchObject({
      result: 'unknown',
      reason: expect.stringMatching(/./u),
    });
    expect(ask('npm b 1.0.0', { affected }).result).toBe('unaffected');
  });

  it('is judged by its ranges when a version in its list cannot be read', () => {
    const row = { ...rawRow('npm a', ['introduced 0', 'fixed 1.0.0'], 'SEMVER'), versions: ['0.1.rc'] };
    expect(ask('npm a 1.0.0', { affected: [row] }).result).toBe('unaffected');
    expect(ask('npm a 0.9.0', { affected: [row] }).result).toBe('affected');
  });

  it('affects as soon as one of its rows is sure, though another cannot be judged', () => {
    const rows = [
      rawRow('npm a', ['introduced 0', 'fixed soon'], 'SEMVER'),
      rawRow('npm a', ['introduced 0'], 'SEMVER'),
    ];
    expect(ask('npm a 1.0.0', { affected: rows }).result).toBe('affected');
  });

  it('cannot be judged for a version that is none, unless that is listed', () => {
    expect(ask('Alpine:v3.10 openssl nonsense').result).toBe('unknown');
    const row = { ...rawRow('npm a', ['introduced 0']), versions: ['nonsense'] };
    expect(ask('npm a nonsense', { affected: [row] }).result).toBe('affected');
  });
});

function ask(question: string, parts: RecordParts = {}): Judgement {
  const [ecosystem = '', name = '', version = ''] = question.split(' ');
  const scheme = SCHEMES.get(ecosystem.split(':')[0] ?? '');
  if (scheme === undefined) throw new Error(`no scheme for ${ecosystem}`);
  return judge(aRecord(parts), { ecosystem, name, version }, scheme);
}
