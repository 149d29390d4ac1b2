import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadCvss } from '../../../src/checks/vulnerabilities/cvss.ts';

const score = await loadCvss();

// Examples of the specifications and of the National Vulnerability Database.
it.each<[vector: string, base: number]>([
  ['AV:N/AC:L/Au:N/C:N/I:N/A:C', 7.8],
  ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
  ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
  ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
])('%s scores %d', (vector, base) => {
  expect(score(vector)).toBe(base);
  expect(score(vector)).toBe(base);
});

it('gives the base score where the vector has more', () => {
  expect(score('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U')).toBe(9.8);
});

it.each([
  '',
  'garbage',
  '9.8',
  'CVSS:3.1/AV:N',
  'CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  'CVSS:5.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/AV:P',
])('%j has no score', (vector) => expect(score(vector)).toBeNull());

it('never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', 'CVSS:3.1/', 'CVSS:4.0/AV:'), (text, prefix) => {
      expect([null, 'number']).toContain(score(prefix + text) === null ? null : 'number');
    }),
  );
});
