import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRecordId,
  parseRecord,
  readRecord,
  textMember,
} from '../../../../src/checks/vulnerabilities/advisories/osv-record.ts';
import { rawRecord } from '../../../support/osv-records.ts';

describe('a record', () => {
  it('is read with what we use of it', () => {
    const read = readRecord(
      rawRecord({ summary: 'x', aliases: ['CVE-2019-1547'], credits: [{ name: 'someone' }] }),
    );
    expect(read).toMatchObject({
      ok: true,
      record: { id: 'ALPINE-CVE-2019-1547', summary: 'x', upstream: [] },
    });
    expect(read).not.toHaveProperty('record.credits');
  });

  it('may give null for an empty list', () => {
    expect(readRecord(rawRecord({ aliases: null, severity: null, references: null })).ok).toBe(true);
  });

  it.each<[what: string, value: unknown, reason: RegExp]>([
    ['not an object', 'text', /the record/u],
    ['without id', { ...rawRecord(), id: undefined }, /^id/u],
    ['with an id that is a path', rawRecord({ id: '../x' }), /^id/u],
    ['without time', { ...rawRecord(), modified: undefined }, /^modified/u],
    ['with rows that are no list', rawRecord({ affected: {} }), /^affected/u],
    [
      'with an event that says nothing',
      rawRecord({ range: ['unheard 1'] }),
      /^affected\.0\.ranges\.0\.events\.0/u,
    ],
    ['with an event that says two things', withEvent({ introduced: '0', fixed: '1' }), /exactly one/u],
    ['with a version that is a number', withEvent({ fixed: 1 }), /^affected/u],
    ['withdrawn at no time', rawRecord({ withdrawn: 'no' }), /^withdrawn/u],
    ['with aliases that are no texts', rawRecord({ aliases: [1] }), /^aliases/u],
  ])('is refused %s', (_what, value, reason) => {
    expect(readRecord(value)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) });
  });

  it('is refused when it is not JSON', () => {
    expect(parseRecord('{"id":')).toEqual({ ok: false, reason: 'it is not JSON' });
  });

  it('is read or refused, whatever it is, without ever throwing', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(typeof parseRecord(json).ok).toBe('boolean');
      }),
    );
  });
});

it.each(['CVE-2019-1547', 'GHSA-aaaa-bbbb-cccc', 'RHSA-2024:2193', 'openSUSE-SU-2024:0001-1', 'OSV-2020-1'])(
  '%s is an id',
  (id) => expect(isRecordId(id)).toBe(true),
);

it.each(['', '.', '..', '../x', 'a/b', 'a\\b', 'a b', 'a\u0000', '-x', 'x'.repeat(300)])(
  '%j is no id',
  (id) => expect(isRecordId(id)).toBe(false),
);

it('gives texts of free-form objects, and nothing else', () => {
  expect(textMember({ a: 'x' }, 'a')).toBe('x');
  for (const value of [null, undefined, 'a', 1, [], { a: 1 }, {}]) expect(textMember(value, 'a')).toBeNull();
  expect(textMember({}, 'toString')).toBeNull();
});

function withEvent(event: object): object {
  return rawRecord({
    affected: [{ package: { ecosystem: 'npm', name: 'a' }, ranges: [{ type: 'SEMVER', events: [event] }] }],
  });
}
