import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJws } from '../../../../../src/checks/signatures/notation/envelope/jws.ts';
import { makeChain } from '../../../../support/notation-authority.ts';
import { isoTime, signJws } from '../../../../support/notation-envelope.ts';

const chain = makeChain();
const target = { mediaType: 'a/b', digest: `sha256:${'a'.repeat(64)}`, size: 1 };
const GOOD = signJws({ target, chain: chain.all });
const edit = (change: (text: string) => string): Buffer => Buffer.from(change(GOOD.toString()));

describe('readJws', () => {
  it('takes an envelope apart', () => {
    const read = readJws(signJws({ target, chain: chain.all, stamp: () => Buffer.from('stamp') }));
    expect(JSON.parse(read.payload.toString())).toEqual({ targetArtifact: target });
    expect(read.chain).toEqual(chain.all.map(({ der }) => der));
    expect(read.timestamp?.toString()).toBe('stamp');
    expect(read.signature.length).toBe(64);
    expect(readJws(GOOD).timestamp).toBeNull();
  });

  it.each(['2024-01-01T00:00:00Z', '2024-01-01T01:00:00+01:00', '2024-01-01T00:00:00.000Z'])(
    'reads the time %s',
    (text) => {
      const header = (one: object): Record<string, unknown> => ({
        ...one,
        'io.cncf.notary.signingTime': text,
      });
      expect(isoTime(readJws(signJws({ target, chain: chain.all, header })).attributes.signingTime)).toBe(
        '2024-01-01T00:00:00Z',
      );
    },
  );

  it.each([
    '2024-01-01',
    '1704067200',
    'Mon, 01 Jan 2024 00:00:00 GMT',
    '2024-01-01T25:00:00Z',
    1_704_067_200,
  ])('refuses the time %s', (value) => {
    const header = (one: object): Record<string, unknown> => ({
      ...one,
      'io.cncf.notary.signingTime': value,
    });
    expect(() => readJws(signJws({ target, chain: chain.all, header }))).toThrow('is not a time');
  });

  it.each([
    ['no JSON', Buffer.from('x')],
    ['bytes that are no text', Buffer.of(0x7b, 0xff, 0x7d)],
    ['a byte order mark', Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), GOOD])],
    ['a member twice', edit((text) => text.replace('{', '{"payload":"e30",'))],
    ['a member of the unprotected header twice', edit((text) => text.replace('"x5c":', '"x5c":[],"x5c":'))],
    ['another member', edit((text) => text.replace('{', '{"signatures":[],'))],
    ['no certificates', edit((text) => text.replace(/"x5c":\[[^\]]*\]/u, '"x5c":[]'))],
    ['padding in base64url', edit((text) => text.replace('"payload":"', '"payload":"e30='))],
    [
      'bits after the end of base64url',
      edit((text) => text.replace(/"signature":".{86}"/u, `"signature":"${'B'.repeat(86)}"`)),
    ],
    ['a header that is no JSON', edit((text) => text.replace(/"protected":"[^"]*"/u, '"protected":"eHg"'))],
    [
      'a header without critical attributes',
      signJws({ target, chain: chain.all, header: (one) => ({ ...one, crit: [] }) }),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => readJws(bytes)).toThrow(Error);
  });

  it('throws errors, whatever is changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: GOOD.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, octet) => {
        const bytes = Buffer.from(GOOD);
        bytes.writeUInt8(octet, at);
        try {
          readJws(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
