import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupMatches } from '../../../../src/checks/vulnerabilities/grouping/group.ts';
import type { RecordParts } from '../../../support/osv-records.ts';
import { aRecord } from '../../../support/osv-records.ts';

describe('records of one component', () => {
  it('are one vulnerability when they are aliases, named by the CVE', () => {
    expect(
      groups(
        { id: 'PYSEC-2024-1', aliases: ['GHSA-aaaa-bbbb-cccc'] },
        { id: 'GHSA-aaaa-bbbb-cccc', aliases: ['CVE-2024-1111'] },
      ),
    ).toEqual(['CVE-2024-1111 = GHSA-aaaa-bbbb-cccc, PYSEC-2024-1 < PYSEC-2024-1, GHSA-aaaa-bbbb-cccc']);
  });

  it('are one when they only share an alias that is no record', () => {
    expect(
      groups(
        { id: 'PYSEC-2024-1', aliases: ['CVE-2024-1111'] },
        { id: 'GHSA-a', aliases: ['CVE-2024-1111'] },
      ),
    ).toHaveLength(1);
  });

  it('are two when nothing joins them', () => {
    expect(groups({ id: 'GHSA-b' }, { id: 'GHSA-a' })).toEqual(['GHSA-a =  < GHSA-a', 'GHSA-b =  < GHSA-b']);
  });

  it('are not joined by a bulletin that fixes both', () => {
    expect(
      groups(
        { id: 'DSA-1-1', upstream: ['CVE-2024-1111', 'CVE-2024-2222'] },
        { id: 'DEBIAN-CVE-2024-1111', upstream: ['CVE-2024-1111'] },
      ),
    ).toEqual([
      'CVE-2024-1111 = DEBIAN-CVE-2024-1111, DSA-1-1 < DSA-1-1, DEBIAN-CVE-2024-1111',
      'CVE-2024-2222 = DSA-1-1 < DSA-1-1',
    ]);
  });

  it('are one for each CVE when two bulletins fix the same', () => {
    expect(
      groups({ id: 'DSA-1-1', upstream: ['CVE-2024-1111'] }, { id: 'DLA-2-1', aliases: ['CVE-2024-1111'] }),
    ).toEqual(['CVE-2024-1111 = DLA-2-1, DSA-1-1 < DSA-1-1, DLA-2-1']);
  });

  it('are named by the GHSA where there is no CVE, else by their own id', () => {
    expect(groups({ id: 'MAL-2024-1', aliases: ['GHSA-a'] })).toEqual(['GHSA-a = MAL-2024-1 < MAL-2024-1']);
    expect(groups({ id: 'DSA-1-1' })).toEqual(['DSA-1-1 =  < DSA-1-1']);
    expect(groups({ id: 'PYSEC-2024-1', aliases: ['SNYK-1'] })).toEqual([
      'PYSEC-2024-1 = SNYK-1 < PYSEC-2024-1',
    ]);
  });

  it('lead to the CVE through an alias even where they name another upstream', () => {
    expect(
      groups(
        { id: 'CGA-1', aliases: ['GHSA-a'], upstream: ['CVE-2024-9999'] },
        { id: 'GHSA-a', aliases: ['CVE-2024-1111'] },
      ),
    ).toEqual(['CVE-2024-1111 = CGA-1, GHSA-a < CGA-1, GHSA-a']);
  });

  it('give the same groups in any order', () => {
    const parts: RecordParts[] = [
      { id: 'GHSA-a', aliases: ['CVE-2024-1111'] },
      { id: 'PYSEC-1', aliases: ['GHSA-a'] },
      { id: 'DSA-1-1', upstream: ['CVE-2024-1111', 'CVE-2024-2222'] },
      { id: 'DEBIAN-CVE-2024-2222', upstream: ['CVE-2024-2222'] },
      { id: 'GHSA-z' },
    ];
    const rules = (list: readonly string[]): readonly string[] =>
      list.map((line) => line.split(' < ')[0] ?? '');
    const expected = rules(groups(...parts));
    expect(expected).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
        expect(rules(groups(...shuffled))).toEqual(expected);
      }),
    );
  });

  it('are never lost', () => {
    const id = fc.constantFrom(
      'CVE-2024-1111',
      'CVE-2024-2222',
      'GHSA-a',
      'GHSA-b',
      'DSA-1-1',
      'DEBIAN-CVE-2024-1111',
      'X-1',
    );
    const parts = fc.record({ id, aliases: fc.array(id), upstream: fc.array(id), related: fc.array(id) });
    fc.assert(
      fc.property(fc.uniqueArray(parts, { selector: (part) => part.id }), (list) => {
        const found = groupMatches(list.map((part) => ({ record: aRecord(part), rows: [], fixedIn: [] })));
        const ids = new Set(found.flatMap((group) => group.matches.map((match) => match.record.id)));
        expect([...ids].sort()).toEqual(list.map((part) => part.id).sort());
        expect(new Set(found.map((group) => group.rule)).size).toBe(found.length);
        expect(found.every((group) => group.rule !== '')).toBe(true);
      }),
    );
  });
});

/** `rule = aliases < records`, one line a group. */
function groups(...parts: readonly RecordParts[]): readonly string[] {
  const matches = parts.map((part) => ({ record: aRecord(part), rows: [], fixedIn: [] }));
  return groupMatches(matches).map(
    (group) =>
      `${group.rule} = ${group.aliases.join(', ')} < ${group.matches.map((match) => match.record.id).join(', ')}`,
  );
}
