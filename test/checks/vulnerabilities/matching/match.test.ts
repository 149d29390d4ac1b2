import { expect, it } from 'vitest';
import { matchRecords } from '../../../../src/checks/vulnerabilities/matching/match.ts';
import { apk } from '../../../../src/checks/vulnerabilities/versions/apk.ts';
import { rpm } from '../../../../src/checks/vulnerabilities/versions/rpm.ts';
import { aComponent } from '../../../support/components.ts';
import { aRecord, rawRow } from '../../../support/osv-records.ts';

const component = aComponent({ name: 'openssl' });
const records = [
  aRecord({ id: 'A-1' }),
  aRecord({ id: 'A-2', range: ['introduced 0', 'fixed 1.0-r0'] }),
  aRecord({ id: 'A-3', range: ['introduced 0', 'fixed nonsense'] }),
];

it('keeps the records that affect, and tells of those that cannot be judged', () => {
  const query = { ecosystem: 'Alpine:v3.10', name: 'openssl', version: '1.1.1c-r0' };
  const { matches, unknowns } = matchRecords({ component, asked: [{ query, records }], scheme: apk });
  expect(matches.map((match) => [match.record.id, match.fixedIn])).toEqual([['A-1', ['1.1.1d-r0']]]);
  expect(unknowns).toEqual([
    {
      step: 'vulnerabilities',
      place: component.purl,
      reason: expect.stringMatching(/^A-3 cannot be judged: .*"nonsense"/u),
    },
  ]);
});

it('tells once of a version that is none', () => {
  const query = { ecosystem: 'Alpine:v3.10', name: 'openssl', version: 'odd' };
  const { matches, unknowns } = matchRecords({ component, asked: [{ query, records }], scheme: apk });
  expect(matches).toEqual([]);
  expect(unknowns).toHaveLength(1);
  expect(unknowns[0]?.reason).toContain('"odd" is no apk version');
});

it('tells of a version that is none even when no record is about it', () => {
  const query = { ecosystem: 'Alpine:v3.10', name: 'openssl', version: 'odd' };
  expect(matchRecords({ component, asked: [{ query, records: [] }], scheme: apk }).unknowns).toHaveLength(1);
});

it('counts a record once that answers two names of a package, with the rows of both', () => {
  const rows = ['bind', 'bind-libs'].map((name) =>
    rawRow(`Red Hat:x ${name}`, ['introduced 0', 'fixed 2-1']),
  );
  const record = aRecord({ id: 'RHSA-1', affected: rows });
  const asked = ['bind-libs', 'bind'].map((name) => ({
    query: { ecosystem: 'Red Hat:x', name, version: '1-1' },
    records: [record],
  }));
  const { matches } = matchRecords({ component, asked, scheme: rpm });
  expect(matches).toHaveLength(1);
  expect(matches[0]?.rows).toHaveLength(2);
});
