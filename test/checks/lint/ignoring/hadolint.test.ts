import { describe, expect, test } from 'vitest';
import { readHadolintIgnore } from '../../../../src/checks/lint/ignoring/hadolint.ts';

describe('reads', () => {
  test.each([
    ['hadolint ignore=DL3004', ['DL3004'], '', 'line'],
    ['hadolint   ignore = DL3004 , SC2086', ['DL3004', 'SC2086'], '', 'line'],
    ['hadolint ignore=DL3004 # why', ['DL3004'], 'why', 'line'],
    ['hadolint global ignore=DL3004', ['DL3004'], '', 'file'],
    ['hadolint stage ignore=DL3004,DL3003 # all of it', ['DL3004', 'DL3003'], 'all of it', 'stage-below'],
  ])('%s', (text, ids, reason, scope) => {
    expect(readHadolintIgnore(text)).toEqual([
      { tool: 'hadolint', ids, reason, scope, until: null, problem: null },
    ]);
  });
});

test.each([
  'hadolint ignore=DL3004 because',
  'hadolint ignore=DL3004: why',
  'hadolint ignore=DL3004,foo',
  'hadolint ignore=DL3004,',
  'hadolint ignore=dl3004',
  'hadolint ignore=DF-SUDO',
  'hadolint ignore=',
])('%s is void, as it is for hadolint', (text) => {
  expect(readHadolintIgnore(text)).toMatchObject([
    { ids: [], problem: expect.stringContaining('does not read') },
  ]);
});

test.each(['Hadolint ignore=DL3004', 'hadolint shell=bash', 'see hadolint ignore=DL3004'])(
  '%s is an ordinary comment',
  (text) => {
    expect(readHadolintIgnore(text)).toEqual([]);
  },
);
