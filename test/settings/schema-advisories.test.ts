import { describe, expect, it } from 'vitest';
import { ADVISORIES_SETTINGS, readDuration, readKey } from '../../src/settings/schema-advisories.ts';

describe('the settings for bundles and feeds', () => {
  it.each([
    ['14d', 1_209_600_000],
    ['1h', 3_600_000],
  ])('read the age %s', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it.each(['', '0d', '14', 'd', '-1d', '1w', '1.5d', '100000d'])('refuse the age "%s"', (text) => {
    expect(() => readDuration(text)).toThrow('is not an age');
  });

  it.each([
    ['0', 0],
    ['1', 1],
    ['0.5', 0.5],
    ['.25', 0.25],
  ])('read the score %s', (text, score) => {
    expect(ADVISORIES_SETTINGS['fail-on-epss'].schema.parse([text])).toBe(score);
  });

  it.each(['', '2', '1.1', '50%', '-0.1', 'NaN', '1e-3'])('refuse the score "%s"', (text) => {
    expect(ADVISORIES_SETTINGS['fail-on-epss'].schema.safeParse([text]).success).toBe(false);
  });

  it('take a feed by path or https address, not over plain http', () => {
    const read = (text: string): boolean => ADVISORIES_SETTINGS.kev.schema.safeParse([text]).success;
    expect([read('kev.csv'), read('https://host/kev.csv?a=b'), read('http://host/kev.csv')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('refuse a private key', () => {
    expect(() => readKey('-----BEGIN PRIVATE KEY-----\n')).toThrow('private key');
    expect(readKey('-----BEGIN PUBLIC KEY-----\nx\n')).toContain('PUBLIC');
  });
});
