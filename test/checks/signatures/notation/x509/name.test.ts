import { describe, expect, it } from 'vitest';
import { TAG, readDer } from '../../../../../src/checks/signatures/notation/x509/der.ts';
import { nameParts, nameText } from '../../../../../src/checks/signatures/notation/x509/name.ts';
import { der } from '../../../../../src/checks/signatures/notation/x509/write-der.ts';
import { derName } from '../../../../support/x509-ca.ts';
import { derOid, derSequence } from '../../../../support/x509-der.ts';

function nameOf(tag: number, bytes: Buffer) {
  const attribute = derSequence(derOid('2.5.4.3'), der(tag, bytes));
  return nameParts(readDer(derSequence(der(TAG.set, attribute))));
}

describe('nameParts', () => {
  it('gives short names, and identifiers where there is none', () => {
    const name = derName([
      ['C', 'US'],
      ['1.2.3.4', 'x'],
      ['CN', 'é'],
    ]);
    expect(nameParts(readDer(name))).toEqual([
      { type: 'C', value: 'US' },
      { type: '1.2.3.4', value: 'x' },
      { type: 'CN', value: 'é' },
    ]);
  });

  it.each([
    ['PrintableString', 0x13, Buffer.from('Acme')],
    ['IA5String', 0x16, Buffer.from('Acme')],
    ['UTF8String', 0x0c, Buffer.from('Acme')],
    ['BMPString', 0x1e, Buffer.from('\0A\0c\0m\0e')],
  ])('reads a %s', (_, tag, bytes) => {
    expect(nameOf(tag, bytes)).toEqual([{ type: 'CN', value: 'Acme' }]);
  });

  it.each([
    ['UTF-8 that is broken', 0x0c, Buffer.of(0xff)],
    ['half a character of a BMPString', 0x1e, Buffer.from('\0A\0')],
    ['a TeletexString', 0x14, Buffer.from('Acme')],
  ])('refuses %s', (_, tag, bytes) => {
    expect(() => nameOf(tag, bytes)).toThrow(Error);
  });
});

describe('nameText', () => {
  it('escapes what would be read as another attribute', () => {
    const parts = [
      { type: 'C', value: 'US' },
      { type: 'O', value: ' a, "b"+c=\\d;<e> ' },
    ];
    expect(nameText(parts)).toBe(String.raw`O=\ a\, \"b\"\+c\=\\d\;\<e\>\ , C=US`);
  });
});
