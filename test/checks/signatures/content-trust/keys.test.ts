import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyId, readKey } from '../../../../src/checks/signatures/content-trust/keys.ts';
import type { NotaryKey } from '../../../support/notary-keys.ts';
import { certifiedKey, notaryKey } from '../../../support/notary-keys.ts';
import type { KeyKind } from '../../../support/x509-ca.ts';
import { makeCertificate, makeKey } from '../../../support/x509-ca.ts';

function textOf({ entry }: NotaryKey): { type: string; text: string } {
  return { type: entry.keytype, text: entry.keyval.public };
}

describe('a key of content trust', () => {
  it.each<KeyKind>(['p256', 'p384', 'p521', 'rsa2048', 'ed25519'])('of kind %s has its id', (kind) => {
    const made = notaryKey(kind);
    const key = readKey(textOf(made));
    expect(key).toMatchObject({ id: made.id, canonicalId: made.id, certificates: [] });
    expect(keyId(textOf(made))).toBe(made.id);
  });

  it('has one canonical id and one identity in all its certificates', () => {
    const bare = notaryKey();
    const [one, other] = ['a', 'b'].map((name) => readKey(textOf(certifiedKey(name, { key: bare.key }))));
    expect(one?.id).not.toBe(other?.id);
    expect([one?.canonicalId, other?.canonicalId]).toEqual([bare.id, bare.id]);
    expect(one?.identity).toBe(readKey(textOf(bare))?.identity);
  });

  it('of another key has another identity', () => {
    expect(readKey(textOf(notaryKey()))?.identity).not.toBe(readKey(textOf(notaryKey()))?.identity);
  });

  const spki = (key: ReturnType<typeof makeKey>): string =>
    createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  const pems = (count: number): string =>
    Buffer.from(makeCertificate({ subject: [['CN', 'x']] }).pem.repeat(count)).toString('base64');

  it.each([
    ['a short one of RSA', 'rsa', spki(makeKey('rsa1024'))],
    ['one on an unknown curve', 'ecdsa', spki(makeKey('secp256k1'))],
    ['one for agreeing on secrets', 'ed25519', spki(generateKeyPairSync('x25519').privateKey)],
    ['one for agreeing on secrets, by its name', 'x25519', spki(generateKeyPairSync('x25519').privateKey)],
    ['one of Edwards 448', 'ed448', spki(generateKeyPairSync('ed448').privateKey)],
    ['one of another kind than it says', 'rsa', spki(makeKey('p256'))],
    ['a bare one that should have a certificate', 'ecdsa-x509', spki(makeKey('p256'))],
    ['a certificate that should be bare', 'ecdsa', pems(1)],
    ['one with too many certificates', 'ecdsa-x509', pems(11)],
    ['no key', 'ecdsa', 'AAAA'],
  ])('is not %s', (_, type, text) => {
    expect(readKey({ type, text })).toBeNull();
  });

  it('with as many certificates as may be is one', () => {
    expect(readKey({ type: 'ecdsa-x509', text: pems(10) })?.certificates).toHaveLength(10);
  });

  it('is never any bytes', () => {
    const types = fc.constantFrom('ecdsa', 'rsa', 'ecdsa-x509', 'rsa-x509', 'x', '');
    fc.assert(
      fc.property(types, fc.uint8Array(), (type, bytes) => {
        expect(readKey({ type, text: Buffer.from(bytes).toString('base64') })).toBeNull();
      }),
    );
  });
});
