import { describe, expect, it } from 'vitest';

import { otherNames, readValue, unknownName } from '../../src/settings/given.ts';
import { SETTINGS } from '../../src/settings/schema.ts';
import { misuse } from '../support/load.ts';

describe('a setting as it was given', () => {
  it('is read by its schema', () => {
    expect(readValue('checks', { raw: ['lint', 'hardening'], place: '--checks' })).toEqual([
      'lint',
      'hardening',
    ]);
  });

  it('is refused with its place, its value, and what is allowed', () => {
    expect(misuse(() => readValue('pull', { raw: ['allways'], place: '--pull' }))).toBe(
      'SETTING_INVALID --pull: "allways" is not a pull policy | Did you mean "always"? Allowed: always, missing, never.',
    );
  });

  it('is refused with the part of it that is wrong', () => {
    const given = { raw: [{ id: 'CVE-1' }], place: 'c.yaml:2: exceptions' };
    expect(misuse(() => readValue('exceptions', given))).toMatch(
      /^SETTING_INVALID c\.yaml:2: exceptions: 0\.reason: /u,
    );
  });

  it('has other names, for suggestions', () => {
    expect(otherNames(['build', SETTINGS.build])).toEqual(
      expect.arrayContaining(['build', 'context', 'path']),
    );
  });
});

describe('a name that is not a setting', () => {
  const candidates = new Map([
    ['fail-on', ['severity']],
    ['checks', []],
  ]);
  const hint = (given: string): string | null => unknownName({ given, what: 'key', candidates }).hint;

  it.each([
    ['severity', 'Did you mean "fail-on"?'],
    ['--Severity', 'Did you mean "fail-on"?'],
    ['chekcs', 'Did you mean "checks"?'],
    ['zzz', 'Known: fail-on, checks.'],
    ['--trust', 'Set trust in .image-gate.yaml'],
    ['exceptions', 'Set exceptions in .image-gate.yaml'],
  ])('%s leads to: %s', (given, expected) => {
    expect(hint(given)).toContain(expected);
  });

  it('that is kept for later is said to be not available', () => {
    const error = unknownName({ given: 'sbom', what: 'input', candidates, later: ['sbom'] });
    expect([error.code, error.message]).toEqual([
      'NOT_AVAILABLE',
      'input "sbom" is not available in this version',
    ]);
  });

  it('is shown harmless and cut', () => {
    const { message } = unknownName({ given: `\u001B[2J${'x'.repeat(500)}`, what: 'key', candidates });
    expect(message).not.toContain('\u001B');
    expect(message.length).toBeLessThan(150);
  });
});
