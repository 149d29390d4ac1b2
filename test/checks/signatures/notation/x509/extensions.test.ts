import { describe, expect, it } from 'vitest';
import { readDer } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { readExtensions, understand } from '../../../../../src/checks/signatures/notation/x509/extensions.ts';
import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import type { Extension } from '../../../../support/x509-ca.ts';
import {
  authorityInformation,
  basicConstraints,
  derExtensions,
  distributionPoints,
  extendedKeyUsage,
  keyUsage,
} from '../../../../support/x509-ca.ts';
import { DER_NULL, derBoolean, derOid, derSequence, derTagged } from '../../../../support/x509-der.ts';

function read(...extensions: readonly Extension[]) {
  return understand(readExtensions(readDer(derExtensions(extensions))));
}

const URI = (url: string): Buffer => der(0x86, Buffer.from(url));
const points = (...members: readonly Buffer[]): Extension => [
  '2.5.29.31',
  false,
  derSequence(derSequence(...members)),
];

describe('what a certificate says of its use', () => {
  it('is nothing where nothing is said', () => {
    expect(understand(readExtensions(null))).toEqual({
      basicConstraints: null,
      keyUsage: null,
      extendedKeyUsage: null,
      unknownCritical: [],
      ocspUrls: [],
      crlUrls: [],
      all: [],
    });
  });

  it('is read with what is critical', () => {
    const said = read(basicConstraints(true, 3), keyUsage([5, 6], false), extendedKeyUsage(['1.2.3'], true));
    expect(said.basicConstraints).toEqual({ critical: true, ca: true, pathLength: 3 });
    expect(said.keyUsage).toEqual({ critical: false, bits: new Set([5, 6]) });
    expect(said.extendedKeyUsage).toEqual({ critical: true, purposes: ['1.2.3'] });
    expect(read(basicConstraints(false)).basicConstraints).toEqual({
      critical: true,
      ca: false,
      pathLength: null,
    });
  });

  it('takes an explicit FALSE as not an authority', () => {
    const said = read(['2.5.29.19', false, derSequence(derBoolean(false))]);
    expect(said.basicConstraints).toEqual({ critical: false, ca: false, pathLength: null });
  });

  it('tells what is critical and not understood', () => {
    const said = read(['1.2.3', true, DER_NULL], ['1.2.4', false, DER_NULL], ['2.5.29.17', true, DER_NULL]);
    expect(said.unknownCritical).toEqual(['1.2.3']);
  });

  it('refuses what is understood and broken', () => {
    expect(() => read(['2.5.29.19', true, DER_NULL])).toThrow(Error);
    expect(() => read(['2.5.29.19', true, derSequence(derBoolean(true), DER_NULL)])).toThrow('too many');
    expect(() => read(['2.5.29.15', true, Buffer.of(3, 1, 9)])).toThrow('bit string');
  });
});

describe('where revocation is told', () => {
  it('finds the services of OCSP alone', () => {
    const issuers = derSequence(derOid('1.3.6.1.5.5.7.48.2'), URI('http://a/ca'));
    const ocsp = derSequence(derOid('1.3.6.1.5.5.7.48.1'), URI('http://a/ocsp'));
    const said = read(['1.3.6.1.5.5.7.1.1', false, derSequence(issuers, ocsp)]);
    expect(said.ocspUrls).toEqual(['http://a/ocsp']);
    expect(read(authorityInformation('http://a', 'http://b')).ocspUrls).toEqual(['http://a', 'http://b']);
  });

  it('keeps a place that is no web address, so that the certificate counts as one that can be revoked', () => {
    const other = derSequence(derOid('1.3.6.1.5.5.7.48.1'), der(0xa4));
    expect(read(['1.3.6.1.5.5.7.1.1', false, derSequence(other)]).ocspUrls).toEqual(['']);
  });

  it('finds the lists', () => {
    expect(read(distributionPoints('http://a/1', 'http://a/2')).crlUrls).toEqual([
      'http://a/1',
      'http://a/2',
    ]);
  });

  it.each([
    ['without a place', points()],
    ['named by the issuer of the list', points(derTagged(0, derTagged(1)))],
    ['with an empty name', points(derTagged(0))],
    ['for some reasons', points(derTagged(0, derTagged(0, URI('http://a'))), der(0x81, Buffer.of(0)))],
    ['by another authority', points(derTagged(0, derTagged(0, URI('http://a'))), derTagged(2))],
  ])('does not take a list %s for the whole', (_, extension) => {
    expect(read(extension).crlUrls).toEqual(['']);
  });
});
