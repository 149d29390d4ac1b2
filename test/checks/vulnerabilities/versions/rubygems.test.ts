import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rubygems } from '../../../../src/checks/vulnerabilities/versions/rubygems.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(rubygems);
const versions = fc.stringMatching(/^[0-9]{1,2}(?:\.[0-9a-z]{1,3}){0,4}(?:-[0-9a-z]{1,3})?$/u);

describe('RubyGems versions', () => {
  it('are ordered as Gem::Version says', () => {
    const table = `
      1.0 = 1
      1.9 < 1.10
      1.0.a < 1.0
      1.0.a1 < 1.0.b1
      1.0.a.2 < 1.0.a.10
      1.0.rc1 < 1.0
      1.0-rc1 < 1.0
      1.0-rc1 = 1.0.pre.rc1
      1.0.0.0 = 1
      3.2.0 < 3.2.0.1
      1.a < 1.0.1`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each(['', 'a.1', '1..2', '1.0 ', '1_0', '-1', '1.0+2'])('refuses %j with a reason', (text) => {
    expect(rubygems.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(rubygems, versions));
  it('are read without ever throwing', () => expectNeverThrows(rubygems));
});

describe.skipIf(!hasSharedData('versions/rubygems.txt'))('RubyGems versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('rubygems.txt'), compare)).toEqual([]);
  });
});
