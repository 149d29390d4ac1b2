import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCrl } from '../../../../../src/checks/signatures/notation/revocation/crl.ts';
import { parseCertificate } from '../../../../../src/checks/signatures/notation/x509/certificate.ts';
import { contextBytes } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { der, derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import type { CrlOptions } from '../../../../support/notation-revocation.ts';
import { issuingPoint, makeCrl, pointAt } from '../../../../support/notation-revocation.ts';
import type { TestCertificate } from '../../../../support/x509-ca.ts';
import { basicConstraints, keyUsage } from '../../../../support/x509-ca.ts';
import { DER_NULL } from '../../../../support/x509-der.ts';

const HOUR = 3600 * 1000;
const URL = 'http://crl.example/1';
const { leaf, intermediate, root } = makeChain();
const YES = Buffer.of(0xff);

function read(
  change: Partial<CrlOptions> = {},
  certificate: TestCertificate = leaf,
  issuer: TestCertificate = intermediate,
) {
  const issued = { certificate: parseCertificate(certificate.der), issuer: parseCertificate(issuer.der) };
  return readCrl(makeCrl({ issuer, ...change }), issued, { url: URL, now: new Date() });
}

describe('lists of revoked certificates', () => {
  it('say who is revoked, and that the others are good', () => {
    expect(read()).toBe('good');
    expect(read({ revoked: [intermediate, root] })).toBe('good');
    expect(read({ revoked: [intermediate, leaf] })).toBe('revoked');
  });

  it('say that one is revoked even when they are old', () => {
    expect(read({ revoked: [leaf], nextUpdate: new Date(Date.now() - HOUR) })).toBe('revoked');
  });

  it.each<[string, Partial<CrlOptions>]>([
    ['entries with reasons', { revoked: [intermediate], entryExtensions: [['2.5.29.21', false, DER_NULL]] }],
    ['a number', { extensions: [['2.5.29.20', false, derInteger(7n)]] }],
    ['their own place', { extensions: [issuingPoint(pointAt(URL))] }],
    ['signers only', { extensions: [issuingPoint(pointAt(URL), der(contextBytes(1), YES))] }],
    ['a scope without a place', { extensions: [issuingPoint()] }],
    ['a flag that is not set', { extensions: [issuingPoint(der(contextBytes(2), Buffer.of(0)))] }],
  ])('may have %s', (_, change) => {
    expect(read(change)).toBe('good');
  });

  it('may be for authorities only, when it is about one', () => {
    const extensions = [issuingPoint(der(contextBytes(2), YES))];
    expect(read({ extensions }, intermediate, root)).toBe('good');
  });

  it.each<[string, Partial<CrlOptions>]>([
    ['by another authority', { issuer: root }],
    ['by another name with the same key', { issuer: { ...intermediate, subject: root.subject } }],
    ['by another key', { signer: leaf }],
    ['by SHA-1', { signing: 'sha1' }],
    ['of the past', { nextUpdate: new Date(Date.now() - HOUR) }],
    ['of the future', { thisUpdate: new Date(Date.now() + HOUR) }],
    ['without an end', { nextUpdate: null }],
    ['of changes only', { extensions: [['2.5.29.27', true, derInteger(1n)]] }],
    ['of changes only, which is said in passing', { extensions: [['2.5.29.27', false, derInteger(1n)]] }],
    ['with something critical', { extensions: [['1.2.3', true, DER_NULL]] }],
    [
      'with an entry of another authority',
      { revoked: [intermediate], entryExtensions: [['2.5.29.29', true, DER_NULL]] },
    ],
    ['of another place', { extensions: [issuingPoint(pointAt('http://crl.example/2'))] }],
    ['for authorities only', { extensions: [issuingPoint(der(contextBytes(2), YES))] }],
    ['for some reasons', { extensions: [issuingPoint(der(contextBytes(3), Buffer.of(0, 1)))] }],
    ['for other authorities as well', { extensions: [issuingPoint(der(contextBytes(4), YES))] }],
  ])('are refused %s', (_, change) => {
    const { issuer = intermediate } = change;
    const issued = { certificate: parseCertificate(leaf.der), issuer: parseCertificate(intermediate.der) };
    expect(() => readCrl(makeCrl({ ...change, issuer }), issued, { url: URL, now: new Date() })).toThrow(
      Error,
    );
  });

  it('are refused for signers only, when it is about an authority', () => {
    const extensions = [issuingPoint(der(contextBytes(1), YES))];
    expect(() => read({ extensions }, intermediate, root)).toThrow('another kind');
  });

  it('are refused by an authority that may not make them', () => {
    const other = makeChain({ intermediate: { extensions: [basicConstraints(true), keyUsage([5])] } });
    expect(() => read({}, other.leaf, other.intermediate)).toThrow('may not make lists');
    const silent = makeChain({ intermediate: { extensions: [basicConstraints(true)] } });
    expect(() => read({}, silent.leaf, silent.intermediate)).toThrow('may not make lists');
  });

  it('throw errors, whatever is changed, and are never good for a change', () => {
    const list = makeCrl({ issuer: intermediate, revoked: [leaf] });
    const issued = { certificate: parseCertificate(leaf.der), issuer: parseCertificate(intermediate.der) };
    fc.assert(
      fc.property(fc.nat({ max: list.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(list);
        bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
        try {
          expect(readCrl(bytes, issued, { url: URL, now: new Date() })).toBe('revoked');
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
