import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readToken } from '../../../../../src/checks/signatures/notation/timestamp/token.ts';
import { TAG, context, contextBytes } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { der, derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import type { StampOptions } from '../../../../support/notation-timestamp.ts';
import {
  SHA256,
  TST_INFO,
  makeTimestamp,
  makeTimestampChain,
  signingCertificate,
  timestampAttribute,
} from '../../../../support/notation-timestamp.ts';
import { sha256Hex } from '../../../../support/x509-ca.ts';
import {
  DER_NULL,
  derAlgorithm,
  derBoolean,
  derOid,
  derSequence,
  derTagged,
} from '../../../../support/x509-der.ts';

const STAMPED = Buffer.from('signature');
const { leaf, all } = makeTimestampChain();
const TIME = new Date('2024-05-06T07:08:09.250Z');
const SHA512 = derAlgorithm('2.16.840.1.101.3.4.2.3', DER_NULL);
const SHA1 = derAlgorithm('1.3.14.3.2.26', DER_NULL);

const stamp = (change: Partial<StampOptions> = {}): Buffer =>
  makeTimestamp(STAMPED, { signer: leaf, certificates: all, time: TIME, ...change });
const with1 = (index: number, value: Buffer) => (fields: readonly Buffer[]) =>
  fields.map((field, at) => (at === index ? value : field));
const without = (index: number) => (fields: readonly Buffer[]) => fields.filter((_, at) => at !== index);
const plus = (value: Buffer) => (fields: readonly Buffer[]) => [...fields, value];

describe('readToken', () => {
  it('takes a time stamp apart', () => {
    const token = readToken(stamp());
    expect(token.time).toEqual(TIME);
    expect(token.imprint).toEqual({ hash: 'sha256', digest: Buffer.from(sha256Hex(STAMPED), 'hex') });
    expect(token.signer.digest.toString('hex')).toBe(sha256Hex(leaf.der));
    expect(token.certificates).toEqual(all.map((one) => one.der));
  });

  it('has no certificates where none came along', () => {
    expect(readToken(stamp({ signedData: without(3) })).certificates).toEqual([]);
  });

  it('reads the hash of the signer in another algorithm', () => {
    const attributes = (list: readonly Buffer[]) => [...list.slice(0, 2), signingCertificate(leaf, SHA512)];
    expect(readToken(stamp({ attributes })).signer.hash).toBe('sha512');
  });

  it.each([
    ['0 without a word', {}, 0],
    ['a second by the baseline policy', { policy: '0.4.0.2023.1.1' }, 1000],
    ['seconds', { info: plus(derSequence(derInteger(3n))) }, 3000],
    ['milliseconds', { info: plus(derSequence(der(contextBytes(0), Buffer.of(1, 0xf4)))) }, 500],
    ['microseconds, rounded up', { info: plus(derSequence(der(contextBytes(1), Buffer.of(1)))) }, 1],
    [
      'all of them, before the policy',
      {
        policy: '0.4.0.2023.1.1',
        info: plus(
          derSequence(derInteger(2n), der(contextBytes(0), Buffer.of(7)), der(contextBytes(1), Buffer.of(9))),
        ),
      },
      2008,
    ],
    [
      '0, with an order and a nonce and a name',
      { info: (fields: readonly Buffer[]) => [...fields, derBoolean(true), derInteger(9n), derTagged(0)] },
      0,
    ],
  ])('has an accuracy of %s', (_, change, expected) => {
    expect(readToken(stamp(change)).accuracyMs).toBe(expected);
  });

  it.each<[string, Partial<StampOptions>]>([
    [
      'another content',
      {
        signedData: (fields) => fields.map((field, at) => (at === 2 ? derSequence(derOid('1.2.3')) : field)),
      },
    ],
    ['no signer', { signedData: with1(4, der(TAG.set)) }],
    [
      'two signers',
      {
        signedData: (fields) =>
          fields.map((field, at) =>
            at === 4
              ? der(
                  TAG.set,
                  field.subarray(field.length > 257 ? 4 : 3),
                  field.subarray(field.length > 257 ? 4 : 3),
                )
              : field,
          ),
      },
    ],
    ['another version', { info: with1(0, derInteger(2n)) }],
    ['an imprint by SHA-1', { info: with1(2, derSequence(SHA1, der(TAG.octets, Buffer.alloc(20)))) }],
    ['no time', { info: without(4) }],
    ['extensions', { info: plus(derTagged(1)) }],
    ['a boolean that is broken', { info: plus(der(TAG.boolean, Buffer.of(1))) }],
    ['a negative accuracy', { info: plus(derSequence(der(TAG.integer, Buffer.of(0xff)))) }],
    ['a signer of another version', { signerInfo: with1(0, derInteger(2n)) }],
    ['a signer by SHA-1', { signerInfo: with1(2, SHA1) }],
    ['no signed attributes', { signerInfo: without(3) }],
    [
      'an attribute twice',
      { attributes: plus(timestampAttribute('1.2.840.113549.1.9.3', derOid(TST_INFO))) },
    ],
    [
      'an attribute with two values',
      {
        attributes: with1(0, timestampAttribute('1.2.840.113549.1.9.3', derOid(TST_INFO), derOid(TST_INFO))),
      },
    ],
    ['no type of content', { attributes: without(0) }],
    [
      'another type of content',
      { attributes: with1(0, timestampAttribute('1.2.840.113549.1.9.3', derOid('1.2.3'))) },
    ],
    ['no digest', { attributes: without(1) }],
    [
      'another digest',
      { attributes: with1(1, timestampAttribute('1.2.840.113549.1.9.4', der(TAG.octets, Buffer.alloc(32)))) },
    ],
    ['no certificate of its signer', { attributes: without(2) }],
    ['the certificate of its signer by SHA-1', { attributes: with1(2, signingCertificate(leaf, SHA1)) }],
  ])('refuses one with %s', (_, change) => {
    expect(() => readToken(stamp(change))).toThrow(Error);
  });

  it('refuses what is no signed data', () => {
    expect(() => readToken(derSequence(derOid('1.2.3'), der(context(0))))).toThrow('not signed data');
    expect(() => readToken(SHA256)).toThrow(Error);
  });

  it('throws errors, whatever is changed', () => {
    const good = stamp();
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, octet) => {
        const bytes = Buffer.from(good);
        bytes.writeUInt8(octet, at);
        try {
          readToken(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });
});
