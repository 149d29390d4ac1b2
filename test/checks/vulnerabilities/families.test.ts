import { expect, it } from 'vitest';
import { FAMILIES } from '../../../src/checks/vulnerabilities/families.ts';
import { judge } from '../../../src/checks/vulnerabilities/matching/judge.ts';
import { SCHEMES } from '../../../src/checks/vulnerabilities/versions/index.ts';
import { rpm } from '../../../src/checks/vulnerabilities/versions/rpm.ts';
import { aRecord, rawRow } from '../../support/osv-records.ts';

it('orders the versions of every family', () => {
  expect([...FAMILIES.keys()].filter((name) => !SCHEMES.has(name))).toEqual([]);
});

it('leaves releases alone that it does not know', () => {
  expect(FAMILIES.get('Red Hat')?.ecosystems?.('Red Hat:rhel_eus:9.2')).toEqual(['Red Hat:rhel_eus:9.2']);
  expect(FAMILIES.get('SUSE')?.ecosystems?.('SUSE:Linux Micro 6.0')).toEqual(['SUSE:Linux Micro 6.0']);
});

it.each([
  ['openssl-3', 'affected'],
  ['openssl-3-doc', 'unaffected'],
])('takes only the built packages that SUSE lists: %s is %s', (binary, result) => {
  const row = {
    ...rawRow('openSUSE:Leap 15.5 openssl-3', ['introduced 0', 'fixed 3.0.8-2']),
    ecosystem_specific: { binaries: [{ libopenssl3: '3.0.8-2', 'openssl-3': '3.0.8-2' }] },
  };
  const query = { ecosystem: 'openSUSE:Leap 15.5', name: 'openssl-3', version: '3.0.8-1' };
  expect(judge(aRecord({ affected: [row] }), query, rpm, binary)).toMatchObject({ result });
});
