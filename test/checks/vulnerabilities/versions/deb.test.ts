import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deb } from '../../../../src/checks/vulnerabilities/versions/deb.ts';
import { hasSharedData } from '../../../support/shared-data.ts';
import {
  expectNeverThrows,
  expectTotalOrder,
  readComparisons,
  readSharedComparisons,
  textComparer,
  wrongComparisons,
} from '../../../support/version-tables.ts';

const compare = textComparer(deb);
const parts = fc.stringMatching(/^[0-9][0-9a-zA-Z.+~]{0,8}$/u);
const versions = fc
  .tuple(fc.constantFrom('', '', '0:', '1:', '12:'), parts, fc.constantFrom('', '-'), parts)
  .map(([epoch, upstream, dash, revision]) => `${epoch}${upstream}${dash === '' ? '' : `-${revision}`}`);

describe('Debian versions', () => {
  it('are ordered as deb-version(7) says', () => {
    const table = `
      1.0 < 1.1
      1.9 < 1.10
      1.0~rc1 < 1.0
      1.0~~ < 1.0~
      1.0~rc1-1 < 1.0-1
      1.0 < 1.0a
      1.0a < 1.0+b
      1.0 < 1.0-0a
      1.0 = 1.0-0
      1.0 = 0:1.0
      1.000 = 1.0
      9.9 < 1:0.1
      1.2-3 < 1.2-3+deb12u1
      1.2-3+deb12u1 < 1.2-3+deb12u2
      1.2-3~bpo11+1 < 1.2-3
      1:2.3:4-1 > 1:2.3-1
      1-2-3 > 1-2-2
      1.0 < 99999999999999999999999999.0
      99999999999999999999999998 < 99999999999999999999999999`;
    expect(wrongComparisons(readComparisons(table), compare)).toEqual([]);
  });

  it.each([
    '',
    ' ',
    '1.0 ',
    ':1.0',
    'a:1.0',
    '-1:1',
    '1.0-',
    '-1',
    '1.0_1',
    '1.0-1_2',
    '1:',
    '1.0é',
    'x'.repeat(600),
  ])('refuses %j with a reason', (text) => {
    expect(deb.parse(text)).toMatchObject({ ok: false, reason: expect.stringMatching(/./u) });
  });

  it('are a total order', () => expectTotalOrder(deb, versions));
  it('are read without ever throwing', () => expectNeverThrows(deb));
});

describe.skipIf(!hasSharedData('versions/debian.txt'))('Debian versions of the table', () => {
  it('are in its order', () => {
    expect(wrongComparisons(readSharedComparisons('debian.txt'), compare)).toEqual([]);
  });
});

describe.skipIf(!hasDpkg())('Debian versions and dpkg', () => {
  it('agree on random pairs', () => {
    const pairs = fc.sample(fc.tuple(versions, versions), 400);
    const script = pairs
      .map(([a, b]) => `dpkg --compare-versions '${a}' lt '${b}' && echo 1 || echo 0`)
      .join('\n');
    const { stdout } = spawnSync('sh', { input: script, encoding: 'utf8' });
    const answers = stdout.trim().split('\n');
    expect(answers).toHaveLength(pairs.length);
    const wrong = pairs.filter(([a, b], index) => compare(a, b) < 0 !== (answers[index] === '1'));
    expect(wrong).toEqual([]);
  });
});

function hasDpkg(): boolean {
  const there = spawnSync('dpkg', ['--version']).status === 0;
  if (!there) console.warn('skipped: comparing Debian versions with dpkg, which is not here');
  return there;
}
