import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maven } from '../../../../src/checks/vulnerabilities/versions/maven.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(maven);
const versions = fc
  .array(
    fc.constantFrom('1', '0', '2', '10', '.', '-', 'alpha', 'a', 'rc', 'final', 'foo', 'sp', 'snapshot'),
    { minLength: 1, maxLength: 9 },
  )
  .map((parts) => parts.join(''));

describe('Maven versions', () => {
  it('are ordered as the Version Order Specification says', () => {
    const table = `
      1 < 2
      1.9 < 1.10
      1.0 = 1
      1-ga = 1
      1.final = 1.0.0
      1.0.0.RELEASE = 1
      1-alpha-1 < 1-beta-1
      1-a1 = 1-alpha-1
      1-m1 < 1-rc1
      1-cr1 = 1-rc1
      1-rc1 < 1-SNAPSHOT
      1-SNAPSHOT < 1
      1 < 1-sp
      1-sp < 1-foo
      1-foo < 1-1
      1-1 < 1.1
      1.foo = 1-foo
      1.0.rc = 1-rc
      1.0.rc < 1
      2.17.1 < 2.17.2
      5.3.18 < 5.3.18.1
      32.0.0-android < 32.0.0-jre
      4.1.100.Final < 4.1.101.Final`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each(['', '1.0 ', '1é'])('refuses %j with a reason', (text) => {
    expect(maven.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(maven, versions));
  it('are read without ever throwing', () => expectNeverThrows(maven));
});

describe.skipIf(!hasSharedData('versions/maven.txt'))('Maven versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('maven.txt'), compare)).toEqual([]);
  });
});
