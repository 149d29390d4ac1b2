import { describe, expect, it } from 'vitest';
import type { AdvisorySource, LookupResult } from '../../../src/checks/vulnerabilities/advisories/source.ts';
import { lookupAll } from '../../../src/checks/vulnerabilities/lookup.ts';
import { SourceError } from '../../../src/model/errors.ts';
import { aRecord } from '../../support/osv-records.ts';

const QUERIES = [
  { ecosystem: 'npm', name: 'a', version: '1.0.0' },
  { ecosystem: 'PyPI', name: 'b', version: '1.0' },
];
const { signal } = new AbortController();

describe('several sources', () => {
  it('give the union of their records', async () => {
    const first = source({ records: [[aRecord({ id: 'A-1' })], []] });
    const second = source({ records: [[aRecord({ id: 'A-2' })], [aRecord({ id: 'A-3' })]] });
    const { records } = await lookupAll([first, second], QUERIES, signal);
    expect(records.map((list) => list.map((record) => record.id))).toEqual([['A-1', 'A-2'], ['A-3']]);
  });

  it('give a record that both have once, in its latest form', async () => {
    const old = aRecord({ id: 'A-1', modified: '2020-01-01T00:00:00Z', summary: 'old' });
    const late = aRecord({ id: 'A-1', modified: '2021-01-01T00:00:00Z', summary: 'new' });
    for (const order of [
      [old, late],
      [late, old],
    ]) {
      const sources = order.map((record) => source({ records: [[record], []] }));
      const { records } = await lookupAll(sources, QUERIES, signal);
      expect(records[0]?.map((record) => record.summary)).toEqual(['new']);
    }
  });

  it('give the record of the first of them when both are of the same time', async () => {
    const sources = ['first', 'second'].map((summary) =>
      source({ records: [[aRecord({ id: 'A-1', summary })], []] }),
    );
    const { records } = await lookupAll(sources, QUERIES, signal);
    expect(records[0]?.map((record) => record.summary)).toEqual(['first']);
  });

  it('cover what any of them covers', async () => {
    const first = source({ notCovered: new Map([['npm', 'no npm here']]) });
    const second = source({
      notCovered: new Map([
        ['npm', 'nor here'],
        ['PyPI', 'no PyPI'],
      ]),
    });
    const { notCovered } = await lookupAll([first, second], QUERIES, signal);
    expect([...notCovered]).toEqual([['npm', 'no npm here; nor here']]);
  });

  it('fail together when one fails', async () => {
    const broken: AdvisorySource = {
      id: 'broken',
      needsNetwork: true,
      lookup: () => Promise.reject(new SourceError('ADVISORIES_UNREACHABLE', 'gone')),
    };
    await expect(lookupAll([source({}), broken], QUERIES, signal)).rejects.toMatchObject({
      code: 'ADVISORIES_UNREACHABLE',
    });
  });

  it('tell of records that cannot be read', async () => {
    const { unknowns } = await lookupAll(
      [source({ unreadable: [{ id: 'A-9', reason: 'it is torn' }] })],
      QUERIES,
      signal,
    );
    expect(unknowns).toEqual([
      { step: 'vulnerabilities', place: 'A-9', reason: 'the advisory cannot be read: it is torn' },
    ]);
  });
});

it('covers nothing without any source', async () => {
  const { notCovered } = await lookupAll([], QUERIES, signal);
  expect([...notCovered.keys()]).toEqual(['npm', 'PyPI']);
});

it('asks no source when there is nothing to ask', async () => {
  const never: AdvisorySource = {
    id: 'never',
    needsNetwork: true,
    lookup: () => Promise.reject(new Error('asked')),
  };
  expect(await lookupAll([never], [], signal)).toMatchObject({ records: [], advisories: [] });
});

function source(changes: Partial<LookupResult>): AdvisorySource {
  const result: LookupResult = {
    info: { source: 'test', retrievedAt: '2024-01-01T00:00:00Z', newest: null },
    records: QUERIES.map(() => []),
    notCovered: new Map(),
    unreadable: [],
    ...changes,
  };
  return { id: 'test', needsNetwork: false, lookup: () => Promise.resolve(result) };
}
