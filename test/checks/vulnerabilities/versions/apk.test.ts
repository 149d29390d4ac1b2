import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apk, compareApk, readApk } from '../../../../src/checks/vulnerabilities/versions/apk.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(apk);
const versions = fc
  .tuple(
    fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}[abc]?$/u),
    fc.constantFrom('', '', '_rc', '_rc1', '_alpha2', '_p1', '_git20', '_pre1_p2'),
    fc.constantFrom('', '', '~ab12'),
    fc.constantFrom('', '-r0', '-r1', '-r10'),
  )
  .map((parts) => parts.join(''));

describe('Alpine versions', () => {
  it('are ordered as apk does', () => {
    const table = `
      1.1.1c-r0 < 1.1.1d-r0
      1.1.1d-r0 < 1.1.1d-r1
      1.1.1d-r9 < 1.1.1d-r10
      1.1.1 < 1.1.1a
      1.1 < 1.1.1
      1.9 < 1.10
      1.0_alpha1 < 1.0_beta1
      1.0_beta1 < 1.0_pre1
      1.0_pre1 < 1.0_rc1
      1.0_rc1 < 1.0_rc2
      1.0_rc1 < 1.0
      1.0_rc1-r5 < 1.0-r0
      1.0 < 1.0_p1
      1.0-r3 < 1.0_p1
      1.0_p1 < 1.0a
      1.0_cvs1 < 1.0_svn1
      1.0_git1 < 1.0_hg1
      1.01 < 1.1
      1.010 > 1.02
      20190108-r0 < 20191127-r2
      1.0-r1 = 1.0-r01
      1.0 < 1.0-r0`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each([
    '',
    'a',
    '.1',
    '1.',
    '1..2',
    '1.0_blah1',
    '1.0A',
    '1.0ab',
    '1-1',
    '1-r1-r2',
    '1.0-r1_p1',
    '1 ',
    'v1.0',
  ])('refuses %j with a reason', (text) => {
    expect(apk.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it.each([
    '1',
    '0.7.1-r0',
    '1.1.1c-r0',
    '3.0.3_git20230101-r2',
    '6.6.2p1',
    '1.0_rc',
    '1.0~deadbeef-r0',
    '20240226-r0',
  ])('takes %j', (text) => {
    expect(apk.parse(text).ok).toBe(true);
  });

  it('are a total order', () => expectTotalOrder(apk, versions));
  it('are read without ever throwing', () => expectNeverThrows(apk));

  it('are a total order even where apk would refuse them', () => {
    const anything = fc.stringMatching(/^[0-9a-c._~r-]{0,8}$/u);
    const lenient = {
      ...apk,
      parse: (text: string) => ({ ok: true as const, version: readApk(text) }),
    };
    expectTotalOrder(lenient, anything);
  });
});

describe.skipIf(!hasSharedData('versions/alpine.txt'))('Alpine versions of the table', () => {
  it('are in its order, those that apk refuses too', () => {
    const lenient = (a: string, b: string): number => compareApk(readApk(a), readApk(b));
    expect(wrongComparisons(readSharedComparisons('alpine.txt'), lenient)).toEqual([]);
  });
});
