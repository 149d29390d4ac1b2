import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDer } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import {
  bitOctetsOf,
  bitsOf,
  booleanOf,
  integerOf,
  oidOf,
  smallOf,
  timeOf,
} from '../../../../../src/checks/signatures/notation/x509/primitives.ts';
import { der, derInteger } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { derFlags, derOid, derTime } from '../../../../support/x509-der.ts';

const value = (tag: number, hex: string) => readDer(der(tag, Buffer.from(hex, 'hex')));
const text = (tag: number, written: string) => readDer(der(tag, Buffer.from(written)));

describe('oidOf', () => {
  it.each(['1.2.840.113549.1.1.11', '2.5.29.37.0', '0.9.2342.19200300.100.1.1', '2.999.3', '1.39'])(
    'reads %s',
    (oid) => {
      expect(oidOf(readDer(derOid(oid)))).toBe(oid);
    },
  );

  it('keeps arcs apart that are longer than 32 bits', () => {
    expect(oidOf(value(6, '2a90808080808001'))).toBe(`1.2.${16n * 128n ** 6n + 1n}`);
  });

  it.each([
    ['nothing', ''],
    ['one that is cut off', '2a86'],
    ['an arc that is not the shortest', '2a8001'],
    ['one of a hundred octets', '2a'.repeat(100)],
  ])('refuses %s', (_, hex) => {
    expect(() => oidOf(value(6, hex))).toThrow('object identifier');
  });
});

describe('integerOf', () => {
  it('reads back whatever was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 300n }), (number) => {
        expect(integerOf(readDer(derInteger(number)))).toBe(number);
      }),
    );
  });

  it('reads negative ones', () => {
    expect(integerOf(value(2, 'ff7f'))).toBe(-129n);
  });

  it.each(['', '01'.repeat(65)])('refuses "%s"', (hex) => {
    expect(() => integerOf(value(2, hex))).toThrow('integer');
  });
});

describe('smallOf', () => {
  it('reads small numbers, and refuses negative and large ones', () => {
    expect(smallOf(value(2, '7fffffff'))).toBe(0x7fff_ffff);
    expect(() => smallOf(value(2, '0080000000'))).toThrow('out of range');
    expect(() => smallOf(value(2, 'ff'))).toThrow('out of range');
  });
});

describe('booleanOf', () => {
  it.each([
    ['00', false],
    ['ff', true],
  ])('reads %s', (hex, expected) => {
    expect(booleanOf(value(1, hex))).toBe(expected);
  });

  it.each(['', '01', 'ffff'])('refuses "%s"', (hex) => {
    expect(() => booleanOf(value(1, hex))).toThrow('boolean');
  });
});

describe('bit strings', () => {
  it.each([[[0]], [[5, 6]], [[8]], [[0, 7, 15]]])('reads the bits %j', (bits) => {
    expect([...bitsOf(readDer(derFlags(bits)))]).toEqual(bits);
  });

  it.each(['', '08ff', `00${'00'.repeat(8)}`])('refuses "%s" as bits', (hex) => {
    expect(() => bitsOf(value(3, hex))).toThrow('bit string');
  });

  it('reads whole octets, and refuses parts', () => {
    expect(bitOctetsOf(value(3, '00abcd')).toString('hex')).toBe('abcd');
    expect(() => bitOctetsOf(value(3, '01abcc'))).toThrow('part of an octet');
    expect(() => bitOctetsOf(value(3, ''))).toThrow(RangeError);
  });
});

describe('timeOf', () => {
  it.each([
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x18, '20240229120000Z', '2024-02-29T12:00:00.000Z'],
    [0x18, '20240229120000.5Z', '2024-02-29T12:00:00.500Z'],
    [0x18, '20240229120000.123456Z', '2024-02-29T12:00:00.123Z'],
  ])('reads %i %s', (tag, written, expected) => {
    expect(timeOf(text(tag, written)).toISOString()).toBe(expected);
  });

  it('reads back whatever was written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true }), (date) => {
        expect(timeOf(readDer(derTime(date)))).toEqual(date);
      }),
    );
  });

  it.each([
    [0x18, '20230229120000Z'],
    [0x18, '20231301120000Z'],
    [0x18, '20240229120000'],
    [0x18, '20240229120000+0100'],
    [0x18, '20240229120000.Z'],
    [0x18, ''],
    [0x17, '2402291200Z'],
    [0x04, '20240229120000Z'],
  ])('refuses %i %s', (tag, written) => {
    expect(() => timeOf(text(tag, written))).toThrow('DER');
  });
});
