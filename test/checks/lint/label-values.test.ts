import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEmail, isGitHash, isRfc3339, isSemver, isUrl } from '../../../src/checks/lint/label-values.ts';
import { isSpdx } from '../../../src/util/spdx.ts';

const YEARS = {
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
};

describe('what is made to the rules is accepted', () => {
  test('every date and time', () => {
    fc.assert(fc.property(fc.date(YEARS), (date) => isRfc3339(date.toISOString())));
  });

  test('every version of three numbers', () => {
    const part = fc.nat();
    fc.assert(fc.property(part, part, part, (a, b, c) => isSemver(`${a}.${b}.${c}-rc.${a}+b.${c}`)));
  });

  test('every web address', () => {
    fc.assert(fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), isUrl));
  });

  test('every e-mail address', () => {
    fc.assert(fc.property(fc.emailAddress(), isEmail));
  });

  test('every commit hash', () => {
    const digit = fc.constantFrom(...'0123456789abcdef'.split(''));
    fc.assert(fc.property(fc.string({ unit: digit, minLength: 40, maxLength: 40 }), isGitHash));
  });

  test('every expression of known licences', () => {
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('MIT', 'Apache-2.0+', 'LicenseRef-x', 'GPL-2.0-only WITH Classpath-exception-2.0'),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} OR ${b})`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `${a} AND ${b}`),
      ),
    }));
    fc.assert(fc.property(expression, isSpdx));
  });
});

test.each([isUrl, isRfc3339, isSemver, isGitHash, isEmail, isSpdx])(
  '%o refuses nothing and long text',
  (holds) => {
    for (const text of ['', ' ', '\0', 'a'.repeat(100_000), '1.'.repeat(50_000), '('.repeat(100_000)]) {
      expect(holds(text)).toBe(false);
    }
  },
);
