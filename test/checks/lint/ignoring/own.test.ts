import { describe, expect, test } from 'vitest';
import { readOwnIgnore } from '../../../../src/checks/lint/ignoring/own.ts';

describe('reads', () => {
  test.each([
    ['image-gate ignore=DF-SUDO why', ['DF-SUDO'], 'why', 'instruction'],
    ['image-gate ignore=DF-SUDO, df-sshd: it is so', ['DF-SUDO', 'DF-SSHD'], 'it is so', 'instruction'],
    ['Image-Gate  ignore = DL3004 # why', ['DL3004'], 'why', 'instruction'],
    ['image-gate global ignore=DF-SUDO why', ['DF-SUDO'], 'why', 'file'],
    ['image-gate stage ignore=DF-SUDO why', ['DF-SUDO'], 'why', 'stage'],
  ])('%s', (text, ids, reason, scope) => {
    expect(readOwnIgnore(text)).toEqual([
      { tool: 'image-gate', ids, reason, scope, until: null, problem: null },
    ]);
  });
});

test.each([
  ['image-gate ignore=DF-SUDO', 'The ignore comment gives no reason'],
  ['image-gate ignore=DF-SUDO :', 'The ignore comment gives no reason'],
  ['image-gate ignore=', 'The ignore comment names no rule'],
  ['image-gate ignore= because', 'The ignore comment gives no reason'],
])('%s does nothing', (text, problem) => {
  expect(readOwnIgnore(text)).toMatchObject([{ problem }]);
});

test.each([
  'see image-gate ignore=DF-SUDO why',
  'image-gate ignores this',
  'image-gate all ignore=DF-SUDO why',
])('%s is an ordinary comment', (text) => {
  expect(readOwnIgnore(text)).toEqual([]);
});
