import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagist } from '../../../../src/checks/vulnerabilities/versions/packagist.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(packagist);
const versions = fc.stringMatching(
  /^v?[0-9]{1,2}(?:[.-](?:[0-9]{1,2}|dev|alpha[0-9]|beta|RC1|rc|p1|patch2|foo)){0,4}$/u,
);

describe('Packagist versions', () => {
  it('are ordered as PHP says', () => {
    const table = `
      1.0 < 1.1
      1.9 < 1.10
      v1.0 = 1.0
      1.0-dev < 1.0-alpha
      1.0-alpha1 < 1.0-alpha2
      1.0-alpha2 < 1.0-beta1
      1.0-a1 = 1.0-alpha1
      1.0-beta1 < 1.0-RC1
      1.0-RC1 < 1.0
      1.0 < 1.0-p1
      1.0 < 1.0-patch1
      1.0.0-RC1 = 1.0.0RC1
      1.0-foo < 1.0-dev
      dev-main < 0.1
      6.4.3 < 6.4.10`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each(['', '1.0 ', '~1.0', 'é'])('refuses %j with a reason', (text) => {
    expect(packagist.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(packagist, versions));
  it('are read without ever throwing', () => expectNeverThrows(packagist));
});

describe.skipIf(!hasSharedData('versions/packagist.txt'))('Packagist versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('packagist.txt'), compare)).toEqual([]);
  });
});
