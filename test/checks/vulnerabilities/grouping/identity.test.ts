import { expect, it } from 'vitest';
import { identityOf, isBulletin } from '../../../../src/checks/vulnerabilities/grouping/identity.ts';
import { aRecord } from '../../../support/osv-records.ts';

it.each(['DEBIAN-CVE-2024-1234', 'ALPINE-CVE-2024-1234', 'UBUNTU-CVE-2024-1234'])(
  '%s is the CVE in its name',
  (id) => {
    expect(identityOf(aRecord({ id, upstream: ['CVE-2024-1234'] }))).toEqual({
      same: [id, 'CVE-2024-1234'],
      parents: [],
    });
  },
);

it('takes aliases for the same, with the CVE inside of them', () => {
  const { same, parents } = identityOf(
    aRecord({ id: 'GHSA-aaaa-bbbb-cccc', aliases: ['BIT-x-2024-1', 'UBUNTU-CVE-2024-1234'] }),
  );
  expect(same).toContain('CVE-2024-1234');
  expect(parents).toEqual([]);
});

it.each(['upstream', 'aliases', 'related'])(
  'takes the CVEs of a bulletin from %s for what it fixes',
  (field) => {
    const record = aRecord({
      id: 'DSA-5000-1',
      [field]: ['CVE-2024-1111', 'DEBIAN-CVE-2024-2222', 'CVE-2024-2222'],
    });
    expect(identityOf(record)).toEqual({ same: ['DSA-5000-1'], parents: ['CVE-2024-1111', 'CVE-2024-2222'] });
  },
);

it('takes upstream for what a record is about when it names no CVE of its own', () => {
  expect(identityOf(aRecord({ id: 'CGA-1', upstream: ['CVE-2024-1111', 'GHSA-a'] })).parents).toEqual([
    'CVE-2024-1111',
  ]);
  expect(
    identityOf(aRecord({ id: 'CGA-1', aliases: ['CVE-2024-2222'], upstream: ['CVE-2024-1111'] })).parents,
  ).toEqual([]);
});

it('follows related only for bulletins', () => {
  expect(identityOf(aRecord({ id: 'GHSA-aaaa-bbbb-cccc', related: ['CVE-2024-1111'] })).parents).toEqual([]);
  expect(
    identityOf(aRecord({ id: 'DSA-1-1', upstream: ['CVE-2024-1111'], related: ['CVE-2024-2222'] })).parents,
  ).toEqual(['CVE-2024-1111']);
});

it.each([
  'DSA-1-1',
  'DLA-1-1',
  'USN-1-1',
  'ALSA-2024:1',
  'RLSA-2024:1',
  'RHSA-2024:1',
  'SUSE-SU-2024:1-1',
  'openSUSE-SU-2024:1-1',
])('%s is a bulletin', (id) => expect(isBulletin(id)).toBe(true));

it.each(['CVE-2024-1234', 'GHSA-aaaa-bbbb-cccc', 'PYSEC-2024-1', 'DEBIAN-CVE-2024-1', 'MAL-2024-1'])(
  '%s is not',
  (id) => expect(isBulletin(id)).toBe(false),
);
