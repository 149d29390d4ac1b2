import * as fc from 'fast-check';
import nodeSemver from 'semver';
import { describe, expect, it } from 'vitest';
import { semver } from '../../../../src/checks/vulnerabilities/versions/semver.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(semver);
const number = fc.nat({ max: 12 });
const versions = fc
  .tuple(
    number,
    number,
    number,
    fc.constantFrom('', '-0', '-1', '-a', '-a.1', '-a.b', '-rc.10', '-rc.9'),
    fc.constantFrom('', '+x', '+1'),
  )
  .map(([major, minor, patch, pre, build]) => `${major}.${minor}.${patch}${pre}${build}`);

describe('npm versions', () => {
  it('are ordered as Semantic Versioning says', () => {
    const table = `
      1.0.0 < 1.0.1
      1.9.0 < 1.10.0
      1.0.0-rc.1 < 1.0.0
      1.0.0-alpha < 1.0.0-alpha.1
      1.0.0-9 < 1.0.0-10
      1.0.0-10 < 1.0.0-a
      1.0.0-a < 1.0.0-b
      1.0.0-rc.9 < 1.0.0-rc.10
      1.0.0+a = 1.0.0+b
      v1.2.3 = 1.2.3
      =1.2.3 = 1.2.3
      1 = 1.0.0
      1.2 = 1.2.0
      1.2-beta < 1.2.0
      1.2.3.4 = 1.2.3
      99999999999999999998.0.0 < 99999999999999999999.0.0`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each([
    '',
    'latest',
    '*',
    '1.x',
    '^1.0.0',
    '1.0.0 ',
    '1.0.0-',
    '1.0.0-a..b',
    '1.0.0+a+b',
    '1.0.0_1',
    '1.2.3beta',
    '1..2',
    '-1.0.0',
  ])('refuses %j with a reason', (text) => {
    expect(semver.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('agree with npm on random pairs', () => {
    fc.assert(
      fc.property(versions, versions, (a, b) => {
        expect(Math.sign(compare(a, b))).toBe(nodeSemver.compare(a, b));
      }),
    );
  });

  it('are a total order', () => expectTotalOrder(semver, versions));
  it('are read without ever throwing', () => expectNeverThrows(semver));
});

describe.skipIf(!hasSharedData('versions/semver.txt'))('npm versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('semver.txt'), compare)).toEqual([]);
  });
});
