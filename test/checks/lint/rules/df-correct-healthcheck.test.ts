import { describe, expect, test } from 'vitest';
import { dfCorrectHealthcheck } from '../../../../src/checks/lint/rules/df-correct-healthcheck.ts';
import { caughtBy } from '../../../support/linting.ts';

const FROM = 'FROM a:1\n';

describe('catches', () => {
  test.each<[string, string[]]>([
    ['HEALTHCHECK CMD a\nHEALTHCHECK CMD b', ['HEALTHCHECK']],
    ['HEALTHCHECK CMD a\nRUN b\nHEALTHCHECK CMD ["c"]\nHEALTHCHECK CMD d', ['HEALTHCHECK', 'HEALTHCHECK']],
    ['healthcheck CMD a\nHEALTHCHECK CMD b', ['HEALTHCHECK']],
    ['HEALTHCHECK CMD a\nHEALTHCHECK CMD b\nFROM b:1\nHEALTHCHECK CMD c', ['HEALTHCHECK']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfCorrectHealthcheck, `${FROM}${text}`)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'HEALTHCHECK CMD a',
    'HEALTHCHECK CMD a\nFROM b:1\nHEALTHCHECK CMD b',
    'HEALTHCHECK CMD a\nONBUILD HEALTHCHECK CMD b',
    'ONBUILD HEALTHCHECK CMD a\nONBUILD HEALTHCHECK CMD b',
    'RUN HEALTHCHECK CMD a\nHEALTHCHECK CMD b',
  ])('%j', (text) => {
    expect(caughtBy(dfCorrectHealthcheck, `${FROM}${text}`)).toEqual([]);
  });
});
