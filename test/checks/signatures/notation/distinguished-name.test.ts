import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDistinguishedName } from '../../../../src/checks/signatures/notation/distinguished-name.ts';
import { nameText } from '../../../../src/checks/signatures/notation/x509/name.ts';

const TYPES = ['C', 'ST', 'O', 'OU', 'CN', '1.2.3'];

describe('parseDistinguishedName', () => {
  it.each([
    [
      'C=US, ST=WA, O=Acme',
      [
        ['C', 'US'],
        ['ST', 'WA'],
        ['O', 'Acme'],
      ],
    ],
    [
      'c=US,s=WA',
      [
        ['C', 'US'],
        ['ST', 'WA'],
      ],
    ],
    ['  O  =  Acme Corp  ', [['O', 'Acme Corp']]],
    [String.raw`O=Acme\, Inc.`, [['O', 'Acme, Inc.']]],
    [String.raw`O=\ Acme\ `, [['O', ' Acme ']]],
    [String.raw`O=a\;b\\c\+d\"e\#`, [['O', String.raw`a;b\c+d"e#`]]],
    [String.raw`O=M\C3\BCller`, [['O', 'Müller']]],
    ['O=a=b', [['O', 'a=b']]],
    ['1.2.3.4=x', [['1.2.3.4', 'x']]],
  ])('reads %s', (text, expected) => {
    expect(parseDistinguishedName(text)).toEqual(expected.map(([type, value]) => ({ type, value })));
  });

  it.each([
    ['nothing', ''],
    ['a value without a type', 'Acme'],
    ['a type without a value', 'O='],
    ['an empty part', 'C=US,,O=Acme'],
    ['a comma at the end', 'C=US,'],
    ['more than one value in a part', 'C=US+ST=WA'],
    ['a value in hexadecimal', 'O=#04024869'],
    ['a value in quotes', 'O="Acme"'],
    ['a semicolon between parts', 'C=US; O=Acme'],
    ['an escape of nothing', 'O=Acme\\'],
    ['an escape of a letter', String.raw`O=\zoo`],
    ['hexadecimal that is no text', String.raw`O=\ff`],
    ['a character of no name', 'O=a\0b'],
    ['a character of no name for a comma', 'C=US\0O=Acme'],
    ['a type twice', 'O=Acme, o=Evil'],
    ['a type twice, by its other name', 'ST=WA, S=NY'],
  ])('refuses %s', (_, text) => {
    expect(() => parseDistinguishedName(text)).toThrow(Error);
  });

  it('reads back what nameText writes', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(
        fc.subarray(TYPES, { minLength: 1 }),
        fc.array(value, { minLength: 6, maxLength: 6 }),
        (types, values) => {
          const parts = types.map((type, at) => ({ type, value: values[at] ?? '' }));
          expect(parseDistinguishedName(nameText(parts)).toReversed()).toEqual(parts);
        },
      ),
    );
  });
});
