import { Token, Type, encode } from 'cborg';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCose } from '../../../../../src/checks/signatures/notation/envelope/cose.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import type { Attributes } from '../../../../support/notation-envelope.ts';
import { Epoch, cbor, isoTime, signCose } from '../../../../support/notation-envelope.ts';

const chain = makeChain();
const target = { mediaType: 'a/b', digest: `sha256:${'a'.repeat(64)}`, size: 1 };
const GOOD = signCose({ target, chain: chain.all });
const EMPTY = Buffer.alloc(0);
const TIME = 'io.cncf.notary.signingTime';

const withHeader = (header: (one: Attributes) => Attributes): Buffer =>
  signCose({ target, chain: chain.all, header });
const tagged = (parts: unknown): Buffer => Buffer.concat([Buffer.of(0xd2), cbor(parts)]);

describe('readCose', () => {
  it('takes an envelope apart', () => {
    const read = readCose(signCose({ target, chain: chain.all, stamp: () => Buffer.from('stamp') }));
    expect(JSON.parse(read.payload.toString())).toEqual({ targetArtifact: target });
    expect(read.chain).toEqual(chain.all.map(({ der }) => der));
    expect(read.timestamp?.toString()).toBe('stamp');
    expect(readCose(GOOD).timestamp).toBeNull();
  });

  it('reads seconds since 1970, and refuses other times', () => {
    const at = (value: unknown) => withHeader((one) => ({ ...one, [TIME]: value }));
    expect(isoTime(readCose(at(new Epoch(1_704_067_200))).attributes.signingTime)).toBe(
      '2024-01-01T00:00:00Z',
    );
    expect(() => readCose(at(1_704_067_200))).toThrow('is not a time');
    expect(() => readCose(at('2024-01-01T00:00:00Z'))).toThrow('is not a time');
  });

  it('does not take a tagged null for 1970', () => {
    const typeEncoders = { Object: () => [new Token(Type.tag, 1), new Token(Type.null, null)] };
    const header = new Map<unknown, unknown>([
      [1, -7],
      [2, ['io.cncf.notary.signingScheme']],
      [3, 'application/vnd.cncf.notary.payload.v1+json'],
      ['io.cncf.notary.signingScheme', 'notary.x509'],
      [TIME, {}],
    ]);
    const parts = [encode(header, { typeEncoders }), new Map([[33, [Buffer.from('x')]]]), EMPTY, EMPTY];
    expect(() => readCose(tagged(parts))).toThrow('is not a time');
  });

  it.each([
    ['nothing', EMPTY],
    ['no CBOR', Buffer.of(0xff)],
    ['a message without its tag', GOOD.subarray(1)],
    ['a message with another tag', Buffer.concat([Buffer.of(0xd1), GOOD.subarray(1)])],
    ['bytes after its end', Buffer.concat([GOOD, Buffer.of(0)])],
    ['a list of no end', Buffer.concat([Buffer.of(0xd2, 0x9f), GOOD.subarray(2), Buffer.of(0xff)])],
    ['three parts', tagged([EMPTY, new Map(), EMPTY])],
    ['a payload that is not there', tagged([cbor(new Map()), new Map(), null, EMPTY])],
    ['a header that is no map', tagged([cbor([]), new Map([[33, [EMPTY]]]), EMPTY, EMPTY])],
    [
      'a header with a label twice',
      tagged([
        Buffer.concat([Buffer.of(0xa2), cbor(1), cbor(-7), cbor(1), cbor(-7)]),
        new Map(),
        EMPTY,
        EMPTY,
      ]),
    ],
    ['no certificates', signCose({ target, chain: chain.all, x5c: [] })],
    ['an algorithm in text', withHeader((one) => ({ ...one, '1': 'ES256' }))],
    ['no critical attributes', withHeader((one) => ({ ...one, '2': [] }))],
    ['another content', withHeader((one) => ({ ...one, '3': 50 }))],
    ['one certificate that is no list', tagged([EMPTY, new Map([[33, EMPTY]]), EMPTY, EMPTY])],
    ['lists that are too deep', Buffer.concat([Buffer.of(0xd2), Buffer.alloc(100_000, 0x81)])],
  ])('refuses %s', (_, bytes) => {
    expect(() => readCose(bytes)).toThrow(Error);
  });

  it('throws errors, whatever is changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: GOOD.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, octet) => {
        const bytes = Buffer.from(GOOD);
        bytes.writeUInt8(octet, at);
        try {
          readCose(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
