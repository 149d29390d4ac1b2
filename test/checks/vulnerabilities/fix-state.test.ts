import { describe, expect, it } from 'vitest';
import { fixStateOf, fixWords } from '../../../src/checks/vulnerabilities/fix-state.ts';
import type { Match } from '../../../src/checks/vulnerabilities/grouping/group.ts';
import { aRecord, rawRow } from '../../support/osv-records.ts';

function match(urgency: string | null): Match {
  const row = rawRow('Debian:12 openssl', ['introduced 0']);
  const record = aRecord({
    affected: [urgency === null ? row : { ...row, ecosystem_specific: { urgency } }],
  });
  return { record, rows: record.affected, fixedIn: [] };
}

describe('the state of a fix', () => {
  it.each([
    ['fixed', ['low'], ['1.1']],
    ['fixed', [null], ['1.1']],
    ['unfixed', [null], []],
    ['unfixed', ['not yet assigned'], []],
    ['unimportant', ['unimportant'], []],
    ['unimportant', ['unimportant'], ['1.1']],
    ['unfixed', ['unimportant', 'low'], []],
    ['end-of-life', ['end-of-life'], []],
    ['unfixed', ['end-of-life', null], []],
  ] as const)('is %s when the urgency is %j and the fixes are %j', (state, urgencies, fixedIn) => {
    expect(fixStateOf(urgencies.map(match), fixedIn)).toBe(state);
  });

  it.each([
    ['fixed', ['1', '2'], 'fixed in 1 or 2'],
    ['unfixed', [], 'no fixed version is known'],
    ['unimportant', [], 'no fixed version is known; the distribution calls it unimportant'],
    ['unimportant', ['2'], 'fixed in 2; the distribution calls it unimportant'],
    ['end-of-life', [], 'the distribution no longer fixes it in this release'],
  ] as const)('%s with %j is said so', (state, fixedIn, words) => {
    expect(fixWords(state, fixedIn)).toBe(words);
  });
});
