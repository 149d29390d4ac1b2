import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RefusedError } from '../../../../src/checks/signatures/code.ts';
import { readCose } from '../../../../src/checks/signatures/notation/envelope/cose.ts';
import type { Envelope } from '../../../../src/checks/signatures/notation/envelope/envelope.ts';
import { readJws } from '../../../../src/checks/signatures/notation/envelope/jws.ts';
import { checkIntegrity } from '../../../../src/checks/signatures/notation/integrity.ts';
import { makeChain } from '../../../support/notation-authority.ts';
import { signCose, signJws } from '../../../support/notation-envelope.ts';

const chain = makeChain();
const target = { mediaType: 'a/b', digest: `sha256:${'a'.repeat(64)}`, size: 1 };

function changed(good: Buffer, read: (bytes: Buffer) => Envelope): void {
  const whole = checkIntegrity(good, read, target);
  fc.assert(
    fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = Buffer.from(good);
      bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
      try {
        // Only what is not signed and says nothing may differ, such as the name of the tool.
        const { chain: certificates, attributes, signature } = checkIntegrity(bytes, read, target);
        expect(certificates.map(({ fingerprint }) => fingerprint)).toEqual(
          whole.chain.map(({ fingerprint }) => fingerprint),
        );
        expect({ attributes, signature }).toEqual({
          attributes: whole.attributes,
          signature: whole.signature,
        });
      } catch (error) {
        expect(error).toBeInstanceOf(RefusedError);
      }
    }),
    { numRuns: 300 },
  );
}

describe('checkIntegrity', () => {
  it('refuses a JWS of which anything is changed', () => {
    changed(signJws({ target, chain: chain.all }), readJws);
  });

  it('refuses COSE of which anything is changed', () => {
    changed(signCose({ target, chain: chain.all }), readCose);
  });

  it('does not look at more certificates than a chain can have', () => {
    const x5c = Array.from({ length: 17 }, () => Buffer.from('x'));
    expect(() => checkIntegrity(signJws({ target, chain: chain.all, x5c }), readJws, target)).toThrow(
      'too many certificates',
    );
  });

  it('gives what holds', () => {
    const sound = checkIntegrity(signJws({ target, chain: chain.all }), readJws, target);
    expect(sound.leaf.name).toBe(String.raw`CN=release, O=Acme\, Inc., ST=WA, C=US`);
    expect(sound.timestamp).toBeNull();
  });
});
