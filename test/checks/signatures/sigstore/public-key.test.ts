import { constants, generateKeyPairSync, sign } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isSignedBy,
  keyDer,
  keyHintOf,
  readPublicKey,
} from '../../../../src/checks/signatures/sigstore/public-key.ts';
import { ecKeys, withPem } from '../../../support/sigstore-evidence.ts';

const BYTES = Buffer.from('what is signed');
const rsa = withPem(generateKeyPairSync('rsa', { modulusLength: 2048 }));

describe('a public key', () => {
  it('is read with its name', () => {
    const { pem, publicKey } = ecKeys();
    const { name, key } = readPublicKey({ name: 'cosign.pub', pem });
    expect(name).toBe('cosign.pub');
    expect(key.equals(publicKey)).toBe(true);
    expect(keyDer(key).toString('base64')).toBe(pem.replace(/-.*-|\n/gu, ''));
  });

  it.each([
    ['nothing', ''],
    ['text', 'ssh-ed25519 AAAA'],
    ['a private key', ecKeys().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['RSA of 1024 bits', withPem(generateKeyPairSync('rsa', { modulusLength: 1024 })).pem],
    [
      'a curve that nobody signs images with',
      withPem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })).pem,
    ],
    ['a key that cannot sign', withPem(generateKeyPairSync('x25519')).pem],
  ])('is not read from %s', (_, pem) => {
    expect(() => readPublicKey({ name: 'x', pem })).toThrow(
      expect.objectContaining({ code: 'TRUST_KEY_INVALID' }),
    );
  });

  it('is named in bundles by its digest', () => {
    const { publicKey } = ecKeys();
    expect(keyHintOf(publicKey)).toMatch(/^[\w+/]{43}=$/u);
    expect(keyHintOf(publicKey)).not.toBe(keyHintOf(ecKeys().publicKey));
  });
});

describe('a signature', () => {
  it.each(['sha256', 'sha384', 'sha512'])('of RSA is recognised with %s, by both paddings', (hash) => {
    for (const padding of [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING]) {
      const signature = sign(hash, BYTES, { key: rsa.privateKey, padding });
      expect(isSignedBy(rsa.publicKey, BYTES, signature)).toBe(true);
      expect(isSignedBy(rsa.publicKey, Buffer.from('other'), signature)).toBe(false);
    }
  });

  it.each([
    ['P-256', 'sha256', true],
    ['P-256', 'sha512', false],
    ['P-384', 'sha384', true],
    ['P-384', 'sha256', true],
    ['P-384', 'sha512', false],
    ['P-521', 'sha512', true],
    ['P-521', 'sha256', true],
    ['P-521', 'sha384', false],
    ['P-256', 'sha1', false],
  ])('on %s with %s is recognised: %s', (curve, hash, expected) => {
    const { publicKey, privateKey } = ecKeys(curve);
    expect(isSignedBy(publicKey, BYTES, sign(hash, BYTES, privateKey))).toBe(expected);
  });

  it('with SHA-1 is not recognised of RSA either', () => {
    expect(isSignedBy(rsa.publicKey, BYTES, sign('sha1', BYTES, rsa.privateKey))).toBe(false);
  });

  it('of Ed25519 is recognised', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    expect(isSignedBy(publicKey, BYTES, sign(null, BYTES, privateKey))).toBe(true);
    expect(isSignedBy(publicKey, BYTES, Buffer.alloc(64))).toBe(false);
  });

  it('is never made of bytes by chance', () => {
    const { publicKey } = ecKeys();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(isSignedBy(publicKey, BYTES, Buffer.from(bytes))).toBe(false);
      }),
    );
  });
});
