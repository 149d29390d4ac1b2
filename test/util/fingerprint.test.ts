import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/util/fingerprint.ts';

describe('a fingerprint', () => {
  it('is the same for the same parts, from release to release', () => {
    // A change of this value closes and re-opens every alert of every user.
    expect(fingerprint('vulnerability', 'CVE-2024-0001', 'pkg:npm/left', 'srv/app')).toBe(
      '8e6307252d64ca1ded86f689a09fb481',
    );
  });

  it('tells where one part ends and the next begins', () => {
    expect(fingerprint('a', 'bc')).not.toBe(fingerprint('ab', 'c'));
  });
});
