import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pep440 } from '../../../../src/checks/vulnerabilities/versions/pep440.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(pep440);
const versions = fc
  .tuple(
    fc.constantFrom('', '', '1!'),
    fc.stringMatching(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/u),
    fc.constantFrom('', '', 'a1', 'b2', 'rc1', '.rc', '-alpha.3'),
    fc.constantFrom('', '', '.post1', '-1', 'rev2'),
    fc.constantFrom('', '', '.dev0', 'dev3'),
    fc.constantFrom('', '', '+local', '+1.a', '+1.2'),
  )
  .map((parts) => parts.join(''));

describe('PyPI versions', () => {
  it('are ordered as PEP 440 says', () => {
    const table = `
      1.0.dev1 < 1.0a1
      1.0a1.dev1 < 1.0a1
      1.0a1 < 1.0a2
      1.0a2 < 1.0b1
      1.0b1 < 1.0rc1
      1.0rc1 < 1.0
      1.0 < 1.0+local
      1.0+local < 1.0+1
      1.0+1 < 1.0+1.1
      1.0 < 1.0.post1.dev1
      1.0.post1.dev1 < 1.0.post1
      1.0.post1 < 1.0.1
      1.9 < 1.10
      1.0 = 1.0.0
      1.0 = v1.0
      1.0-1 = 1.0.post1
      1.0ALPHA1 = 1.0a1
      1.0.preview2 = 1.0rc2
      1.0_rc_2 = 1.0rc2
      1.0.rev3 = 1.0.post3
      1.0a_ = 1.0a0
      1.0.post. = 1.0.post0
      1.0.dev- = 1.0.dev0
      2.0 < 1!1.0
      2004d < 0.1
      1.0-custom < 0.1`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it('ignore white space around them', () => {
    expect(compare(' 1.0\n', '1.0')).toBe(0);
  });

  it.each(['', ' ', '1.0 beta', '1.0\u0000', 'é'])('refuse %j with a reason', (text) => {
    expect(pep440.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(pep440, versions));
  it('are a total order with those from before PEP 440', () => {
    expectTotalOrder(pep440, fc.oneof(versions, fc.stringMatching(/^[a-z0-9.-]{1,8}$/u)));
  });
  it('are read without ever throwing', () => expectNeverThrows(pep440));
});

describe.skipIf(!hasSharedData('versions/pypi.txt'))('PyPI versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('pypi.txt'), compare)).toEqual([]);
  });
});
