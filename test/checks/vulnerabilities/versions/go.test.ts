import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { go } from '../../../../src/checks/vulnerabilities/versions/go.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(go);
const versions = fc.stringMatching(
  /^(?:v|go)?[0-9]\.[0-9]{1,2}(?:\.[0-9]{1,2}(?:-[0-9a-z]{1,3}(?:\.[0-9a-z]{1,2}){0,2})?(?:\+incompatible)?|rc[0-9]|beta[0-9])?$/u,
);

describe('Go versions', () => {
  it('are ordered as the Go Modules Reference says', () => {
    const table = `
      v1.2.3 = 1.2.3
      v1.9.0 < v1.10.0
      v2.0.0+incompatible = v2.0.0
      v0.0.0-20190308221718-c2843e01d9a2 < v0.0.0-20220314234659-1baeb1ce4c0b
      v0.0.0-20220314234659-1baeb1ce4c0b < v0.1.0
      v1.2.4-0.20200101000000-abcdefabcdef < v1.2.4
      v1.2.3 < v1.2.4-0.20200101000000-abcdefabcdef
      go1.20.5 = 1.20.5
      1.21 = 1.21.0
      1.21beta1 < 1.21rc1
      1.21rc2 < 1.21rc10
      1.21rc2 < 1.21
      1.21.0-0 < 1.21rc1
      1.20.14 < 1.21rc1`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each(['', '(devel)', 'devel', '=1.0', 'go', 'v', '1.0 '])('refuses %j with a reason', (text) => {
    expect(go.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(go, versions));
  it('are read without ever throwing', () => expectNeverThrows(go));
});

describe.skipIf(!hasSharedData('versions/semver.txt'))('Go versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('semver.txt'), compare)).toEqual([]);
  });
});
