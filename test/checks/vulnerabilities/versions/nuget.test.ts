import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nuget } from '../../../../src/checks/vulnerabilities/versions/nuget.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(nuget);
const versions = fc.stringMatching(
  /^[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:-[0-9A-Za-z]{1,3}(?:\.[0-9A-Za-z]{1,2}){0,2})?(?:\+[a-z]{1,2})?$/u,
);

describe('NuGet versions', () => {
  it('are ordered as "Package versioning" says', () => {
    const table = `
      1.0 = 1.0.0.0
      1 = 1.0
      1.01 = 1.1
      1.0.0 < 1.0.0.1
      1.0.0-beta < 1.0.0
      1.0.0-BETA = 1.0.0-beta
      1.0.0-beta.2 < 1.0.0-beta.10
      1.0.0-alpha < 1.0.0-beta
      1.0.0+a = 1.0.0+b
      1.0.0.1-a < 1.0.0.1
      13.0.1 < 13.0.2`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each(['', '1.2.3.4.5', '1.0-', '1.0-a..b', 'a', '1.0 ', '1.x'])('refuses %j with a reason', (text) => {
    expect(nuget.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(nuget, versions));
  it('are read without ever throwing', () => expectNeverThrows(nuget));
});

describe.skipIf(!hasSharedData('versions/nuget.txt'))('NuGet versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('nuget.txt'), compare)).toEqual([]);
  });
});
