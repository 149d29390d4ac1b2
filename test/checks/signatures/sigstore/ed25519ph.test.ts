import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsEd25519, isEd25519phSignedBy } from '../../../../src/checks/signatures/sigstore/ed25519ph.ts';
import { isSignedBy } from '../../../../src/checks/signatures/sigstore/public-key.ts';

// RFC 8032, section 7.3.
const PUBLIC = Buffer.from('ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf', 'hex');
const SIGNATURE = Buffer.from(
  '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406',
  'hex',
);

describe('Ed25519 over a digest', () => {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: PUBLIC.toString('base64url') },
    format: 'jwk',
  });

  it('holds for the example of its specification', () => {
    expect(isEd25519phSignedBy(key, Buffer.from('abc'), SIGNATURE)).toBe(true);
    expect(isSignedBy(key, Buffer.from('abc'), SIGNATURE)).toBe(true);
  });

  it('does not hold for another text, or with any bit changed', () => {
    expect(isEd25519phSignedBy(key, Buffer.from('abd'), SIGNATURE)).toBe(false);
    for (let bit = 0; bit < 512; bit += 37) {
      const changed = Buffer.from(SIGNATURE);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isEd25519phSignedBy(key, Buffer.from('abc'), changed)).toBe(false);
    }
  });

  it.each([0, 32, 63, 65, 96])('does not hold with %d bytes', (length) => {
    const bytes = Buffer.concat([SIGNATURE, SIGNATURE]).subarray(0, length);
    expect(isEd25519phSignedBy(key, Buffer.from('abc'), bytes)).toBe(false);
  });

  it('does not hold for a signature that is not over a digest, nor the other way round', () => {
    const pair = generateKeyPairSync('ed25519');
    const plain = sign(null, Buffer.from('abc'), pair.privateKey);
    expect(isEd25519phSignedBy(pair.publicKey, Buffer.from('abc'), plain)).toBe(false);
    expect(isSignedBy(pair.publicKey, Buffer.from('abc'), plain)).toBe(true);
  });
});

describe('the equation of Ed25519', () => {
  it('holds for what node:crypto signs, and for nothing that is changed', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(511), (text, bit) => {
        const signature = sign(null, text, privateKey);
        const challenge = (of: Uint8Array): Buffer =>
          createHash('sha512').update(of.subarray(0, 32)).update(raw).update(text).digest();
        expect(holdsEd25519(raw, signature, challenge(signature))).toBe(true);
        const changed = Buffer.from(signature);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(holdsEd25519(raw, changed, challenge(changed))).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('does not hold with a scalar that is not reduced', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
    const text = Buffer.from('text');
    const signature = sign(null, text, privateKey);
    const challenge = createHash('sha512')
      .update(signature.subarray(0, 32))
      .update(raw)
      .update(text)
      .digest();
    const scalar = BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString('hex')}`) + ORDER;
    const longer = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').toReversed();
    expect(holdsEd25519(raw, Buffer.concat([signature.subarray(0, 32), longer]), challenge)).toBe(false);
  });

  it.each([
    ['that is on no curve', Buffer.concat([Buffer.of(2), Buffer.alloc(31)])],
    ['with a sign where there is none', Buffer.concat([Buffer.of(1), Buffer.alloc(30), Buffer.of(0x80)])],
  ])('does not hold for a key %s', (_, raw) => {
    expect(holdsEd25519(raw, Buffer.alloc(64), Buffer.alloc(64))).toBe(false);
  });
});

const ORDER = (1n << 252n) + 27742317777372353535851937790883648493n;
