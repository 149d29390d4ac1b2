import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rpm } from '../../../../src/checks/vulnerabilities/versions/rpm.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(rpm);
const versions = fc.stringMatching(/^(?:[0-2]:)?[0-9a-z][0-9a-z._~^+]{0,9}(?:-[0-9a-z._~^]{1,8})?$/u);

describe('RPM versions', () => {
  it('are ordered as rpm-version(7) says', () => {
    const table = `
      1.0 < 1.1
      1.9 < 1.10
      1.0~rc1 < 1.0
      1.0 < 1.0^git1
      1.0^git1 < 1.0.1
      1.0^git1 < 1.0a
      1.0a < 1.0.1
      1.0 < 1.0.a
      1.05 = 1.5
      1.0-1 < 1.0-2
      1.0-1.el8 < 1.0-1.el8_2
      1.0-1.el8_2 < 1.0-1.el8_10
      1.0 < 1.0-1
      0:1.0 = 1.0
      9.9-9 < 1:0.1-1
      1.0.0-3.module_el8.4.0+2436 < 1.0.0-3.module_el8.5.0+2436
      1_0 = 1.0
      99999999999999999999 < 100000000000000000000`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each(['', '1.0 ', '1\n', ':1.0', 'x'.repeat(600)])('refuses %j with a reason', (text) => {
    expect(rpm.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(rpm, versions));
  it('are read without ever throwing', () => expectNeverThrows(rpm));
});

describe.skipIf(!hasSharedData('versions/redhat.txt'))('RPM versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('redhat.txt'), compare)).toEqual([]);
  });
});
