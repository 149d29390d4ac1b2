import { describe, expect, it } from 'vitest';
import { readAttributes } from '../../../../../src/checks/signatures/notation/envelope/attributes.ts';
import type { NotationCode } from '../../../../../src/checks/signatures/notation/codes.ts';

const SCHEME = 'io.cncf.notary.signingScheme';
const TIME = 'io.cncf.notary.signingTime';
const AUTHENTIC = 'io.cncf.notary.authenticSigningTime';
const EXPIRY = 'io.cncf.notary.expiry';
const PLUGIN = 'io.cncf.notary.verificationPlugin';
const VERSION = 'io.cncf.notary.verificationPluginMinVersion';

const time = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);

function read(others: Readonly<Record<string, unknown>>, critical: readonly unknown[] = [SCHEME]) {
  const contentType = 'application/vnd.cncf.notary.payload.v1+json';
  return readAttributes({ contentType, critical, others: new Map(Object.entries(others)), time });
}

function codeOf(
  others: Readonly<Record<string, unknown>>,
  critical?: readonly unknown[],
): NotationCode | null {
  try {
    read(others, critical);
    return null;
  } catch (error) {
    return (error as { refusal: { code: NotationCode } }).refusal.code;
  }
}

const X509 = { [SCHEME]: 'notary.x509', [TIME]: '2024-01-01T00:00:00Z' };
const AUTHORITY = { [SCHEME]: 'notary.x509.signingAuthority', [AUTHENTIC]: '2024-01-01T00:00:00Z' };

describe('readAttributes', () => {
  it('reads those of a signer', () => {
    expect(read({ ...X509, 'com.example.note': 1 })).toEqual({
      scheme: 'notary.x509',
      signingTime: new Date('2024-01-01T00:00:00Z'),
      expiry: null,
    });
  });

  it('reads those of a signing authority, with an expiry', () => {
    const expiry = '2025-01-01T00:00:00Z';
    expect(read({ ...AUTHORITY, [EXPIRY]: expiry }, [SCHEME, AUTHENTIC, EXPIRY])).toEqual({
      scheme: 'notary.x509.signingAuthority',
      signingTime: new Date('2024-01-01T00:00:00Z'),
      expiry: new Date(expiry),
    });
  });

  it.each<[string, NotationCode, Readonly<Record<string, unknown>>, (readonly unknown[])?]>([
    ['no scheme', 'NOTATION_ATTRIBUTE', { [TIME]: X509[TIME] }],
    ['another scheme', 'NOTATION_ATTRIBUTE', { ...X509, [SCHEME]: 'notary.x509.other' }],
    [
      'another scheme of an authority',
      'NOTATION_ATTRIBUTE',
      { ...AUTHORITY, [SCHEME]: 'notary.x509.other' },
      [SCHEME, AUTHENTIC],
    ],
    ['no time', 'NOTATION_ATTRIBUTE', { [SCHEME]: 'notary.x509' }],
    ['a time that is none', 'NOTATION_ATTRIBUTE', { ...X509, [TIME]: 'soon' }],
    ['the time of the other scheme', 'NOTATION_ATTRIBUTE', { ...X509, ...AUTHORITY }, [SCHEME, AUTHENTIC]],
    ['both times', 'NOTATION_ATTRIBUTE', { ...AUTHORITY, ...X509 }, [SCHEME, AUTHENTIC]],
    ['an expiry that is no time', 'NOTATION_ATTRIBUTE', { ...X509, [EXPIRY]: 7 }, [SCHEME, EXPIRY]],
    [
      'an expiry before it was made',
      'NOTATION_ATTRIBUTE',
      { ...X509, [EXPIRY]: X509[TIME] },
      [SCHEME, EXPIRY],
    ],
    ['an expiry that is not critical', 'NOTATION_ATTRIBUTE', { ...X509, [EXPIRY]: '2030-01-01T00:00:00Z' }],
    ['an authentic time that is not critical', 'NOTATION_ATTRIBUTE', AUTHORITY],
    [
      'a scheme that is not critical',
      'NOTATION_ATTRIBUTE',
      { ...X509, [EXPIRY]: '2030-01-01T00:00:00Z' },
      [EXPIRY],
    ],
    ['a critical one that is missing', 'NOTATION_ATTRIBUTE', X509, [SCHEME, EXPIRY]],
    ['one that is critical twice', 'NOTATION_ATTRIBUTE', X509, [SCHEME, SCHEME]],
    ['a critical one that is not known', 'NOTATION_CRITICAL', { ...X509, x: 1 }, [SCHEME, 'x']],
    ['a number that is critical', 'NOTATION_CRITICAL', X509, [SCHEME, 1]],
    ['a plugin', 'NOTATION_PLUGIN', { ...X509, [PLUGIN]: 'p' }, [SCHEME, PLUGIN]],
    ['a plugin that is not critical', 'NOTATION_PLUGIN', { ...X509, [PLUGIN]: 'p' }],
    ['the version of a plugin alone', 'NOTATION_PLUGIN', { ...X509, [VERSION]: '1' }],
  ])('refuses %s', (_, code, others, critical) => {
    expect(codeOf(others, critical)).toBe(code);
  });

  it('refuses another content', () => {
    const header = {
      contentType: undefined,
      critical: [SCHEME],
      others: new Map(Object.entries(X509)),
      time,
    };
    expect(() => readAttributes(header)).toThrow('It is over "undefined"');
  });
});
