import { describe, expect, it } from 'vitest';
import { VerificationError } from '../../src/model/errors.ts';
import { createVerifier, sha256, verifyBytes } from '../../src/image/verify.ts';
import { caught } from '../support/caught.ts';
import { sha256Of } from '../support/tar.ts';

const BLOB = Buffer.from('stored');
const TAR = Buffer.from('uncompressed');
const GOOD = { index: 3, digest: sha256Of(BLOB), diffId: sha256Of(TAR) };
const WRONG = sha256Of(Buffer.from('other'));

describe('createVerifier', () => {
  it.each([
    ['both digests', GOOD],
    ['the diff id alone', { ...GOOD, digest: null }],
    ['the digest alone', { ...GOOD, diffId: null }],
  ])('is content with right bytes in any pieces, by %s', (_name, expected) => {
    const verifier = createVerifier(expected);
    for (const byte of BLOB) verifier.blob(Uint8Array.of(byte));
    verifier.content(TAR.subarray(0, 5));
    verifier.content(TAR.subarray(5));
    expect(() => verifier.finish()).not.toThrow();
  });

  it.each([
    [
      'stored bytes',
      { ...GOOD, digest: WRONG },
      `layer 3 are not the ones that were promised: expected ${WRONG}, got ${GOOD.digest}`,
    ],
    [
      'uncompressed bytes',
      { ...GOOD, diffId: WRONG },
      `the uncompressed layer 3 are not the ones that were promised: expected ${WRONG}, got ${GOOD.diffId}`,
    ],
  ])('refuses wrong %s and names layer, expected and actual', async (_name, expected, message) => {
    const verifier = createVerifier(expected);
    verifier.blob(BLOB);
    verifier.content(TAR);
    const error = await caught(() => verifier.finish());
    expect(error).toBeInstanceOf(VerificationError);
    expect(error).toMatchObject({ code: 'DIGEST_MISMATCH', message: expect.stringContaining(message) });
  });

  it('refuses bytes that end early', () => {
    const verifier = createVerifier(GOOD);
    verifier.blob(BLOB);
    verifier.content(TAR.subarray(1));
    expect(() => verifier.finish()).toThrow('uncompressed layer 3');
  });
});

describe('verifyBytes', () => {
  it('accepts the bytes that a digest names and no others', () => {
    expect(() => verifyBytes(BLOB, sha256(BLOB), 'the manifest')).not.toThrow();
    expect(() => verifyBytes(TAR, sha256(BLOB), 'the manifest')).toThrow('the manifest are not the ones');
  });
});
