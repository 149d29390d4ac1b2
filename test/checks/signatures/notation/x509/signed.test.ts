import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readDer } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { hashOf, verifySigned } from '../../../../../src/checks/signatures/notation/x509/signed.ts';
import { derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import type { KeyKind, Signing } from '../../../../support/x509-ca.ts';
import { algorithmFor, makeKey, signWith } from '../../../../support/x509-ca.ts';
import { DER_NULL, derAlgorithm, derSequence, derTagged } from '../../../../support/x509-der.ts';

const TEXT = Buffer.from('text');
const SHA256 = derAlgorithm('2.16.840.1.101.3.4.2.1', DER_NULL);
const SHA512 = derAlgorithm('2.16.840.1.101.3.4.2.3', DER_NULL);
const MGF1 = '1.2.840.113549.1.1.8';
const PSS = '1.2.840.113549.1.1.10';

function signedBy(kind: KeyKind, signing: Signing) {
  const key = makeKey(kind);
  const algorithm = readDer(algorithmFor(key, signing));
  return {
    signed: { text: TEXT, algorithm, signature: signWith(key, signing, TEXT) },
    key: createPublicKey(key),
  };
}

describe('verifySigned', () => {
  it.each([
    ['p256', 'sha256'],
    ['p384', 'sha384'],
    ['p521', 'sha512'],
    ['rsa2048', 'sha256'],
    ['rsa2048', 'sha384'],
    ['rsa2048', 'sha512'],
    ['rsa2048', 'pss'],
  ] as const)('accepts %s with %s, and not for another text', (kind, signing) => {
    const { signed, key } = signedBy(kind, signing);
    verifySigned(signed, key);
    expect(() => verifySigned({ ...signed, text: Buffer.from('texT') }, key)).toThrow('does not hold');
  });

  it('takes the hash of plain RSA from the caller, and refuses it without', () => {
    const { signed, key } = signedBy('rsa2048', 'plain');
    verifySigned(signed, key, 'sha256');
    expect(() => verifySigned(signed, key, 'sha512')).toThrow('does not hold');
    expect(() => verifySigned(signed, key)).toThrow('not accepted');
  });

  it.each([
    ['p256', 'sha1'],
    ['rsa2048', 'sha1'],
    ['ed25519', 'sha256'],
  ] as const)('refuses %s with %s', (kind, signing) => {
    const { signed, key } = signedBy(kind, signing);
    expect(() => verifySigned(signed, key)).toThrow('not accepted');
  });

  it('refuses a key of another kind than the algorithm', () => {
    const { signed } = signedBy('p256', 'sha256');
    expect(() => verifySigned(signed, createPublicKey(makeKey('rsa2048')))).toThrow('this kind of key');
    const rsa = signedBy('rsa2048', 'sha256');
    expect(() => verifySigned(rsa.signed, createPublicKey(makeKey('p256')))).toThrow('this kind of key');
  });

  it.each([
    [
      'a mask of another hash',
      [derTagged(0, SHA256), derTagged(1, derAlgorithm(MGF1, SHA512)), derTagged(2, derInteger(32n))],
    ],
    [
      'another mask',
      [derTagged(0, SHA256), derTagged(1, derAlgorithm('1.2.3', SHA256)), derTagged(2, derInteger(32n))],
    ],
    ['its defaults, which are SHA-1', []],
    ['no length of salt', [derTagged(0, SHA256), derTagged(1, derAlgorithm(MGF1, SHA256))]],
  ])('refuses RSASSA-PSS with %s', (_, parameters) => {
    const { signed, key } = signedBy('rsa2048', 'pss');
    const algorithm = readDer(derAlgorithm(PSS, derSequence(...parameters)));
    expect(() => verifySigned({ ...signed, algorithm }, key)).toThrow(Error);
  });
});

describe('hashOf', () => {
  it('knows SHA-2, and not SHA-1', () => {
    expect(hashOf(readDer(SHA512))).toBe('sha512');
    expect(() => hashOf(readDer(derAlgorithm('1.3.14.3.2.26')))).toThrow('1.3.14.3.2.26 is not accepted');
  });
});
