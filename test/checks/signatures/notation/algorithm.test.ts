import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { algorithmOf, holds } from '../../../../src/checks/signatures/notation/algorithm.ts';
import { signRaw } from '../../../support/notation-envelope.ts';
import { makeKey } from '../../../support/x509-ca.ts';

const TEXT = Buffer.from('text');

describe('algorithmOf', () => {
  it.each([
    ['rsa2048', 'PS256', -37],
    ['rsa3072', 'PS384', -38],
    ['rsa4096', 'PS512', -39],
    ['p256', 'ES256', -7],
    ['p384', 'ES384', -35],
    ['p521', 'ES512', -36],
  ] as const)('is for %s %s, whose signatures hold for their text alone', (kind, jws, cose) => {
    const key = makeKey(kind);
    const algorithm = algorithmOf(createPublicKey(key));
    if (algorithm === null) throw new Error('none');
    expect(algorithm).toMatchObject({ jws, cose });
    const signature = signRaw(key, TEXT);
    expect(holds(algorithm, createPublicKey(key), TEXT, signature)).toBe(true);
    expect(holds(algorithm, createPublicKey(key), Buffer.from('Text'), signature)).toBe(false);
    expect(holds(algorithm, createPublicKey(key), TEXT, Buffer.alloc(0))).toBe(false);
  });

  it.each(['rsa1024', 'secp256k1', 'ed25519'] as const)('is none for %s', (kind) => {
    expect(algorithmOf(createPublicKey(makeKey(kind)))).toBeNull();
  });
});
