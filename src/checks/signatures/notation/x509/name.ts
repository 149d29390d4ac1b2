import type { Der } from './der.ts';
import { Fields, TAG, inside } from './der.ts';
import { oidOf } from './primitives.ts';

/** One attribute of a distinguished name. */
export interface NamePart {
  /** Short name by RFC 4514 in upper case (`CN`, `ST`), else the object identifier. */
  readonly type: string;
  readonly value: string;
}

/** The attributes of a Name, in the order of the certificate. Source: RFC 5280, section 4.1.2.4. */
export function nameParts(name: Der): readonly NamePart[] {
  return inside(name).flatMap((set) =>
    inside(set).map((attribute) => {
      const fields = new Fields(attribute);
      const oid = oidOf(fields.take(TAG.oid));
      return { type: TYPES.get(oid) ?? oid, value: textOf(fields.any()) };
    }),
  );
}

/** For people: `CN=release, O=Acme, ST=WA, C=US`, with the escapes of RFC 4514, section 2.4. */
export function nameText(parts: readonly NamePart[]): string {
  const written = parts.map(({ type, value }) => `${type}=${value.replace(SPECIAL, '\\$&')}`);
  return written.toReversed().join(', ');
}

/** Short names of RFC 4514, section 3, RFC 4519 and RFC 2985, by object identifier. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'SERIALNUMBER'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'TITLE'],
  ['2.5.4.17', 'POSTALCODE'],
  ['2.5.4.42', 'GIVENNAME'],
  ['2.5.4.97', 'ORGANIZATIONIDENTIFIER'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'EMAILADDRESS'],
]);

const SPECIAL = /^[ #]|[,+"\\<>;=]| $/gu;
const PRINTABLE = 0x13;
const IA5 = 0x16;
const UTF8 = 0x0c;
const BMP = 0x1e;

/** Text of a DirectoryString. Another kind would have to be guessed. */
function textOf({ tag, content }: Der): string {
  if (tag === UTF8) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  if (tag === PRINTABLE || tag === IA5) return content.toString('latin1');
  if (tag === BMP && content.length % 2 === 0) return Buffer.from(content).swap16().toString('utf16le');
  throw new Error('a name in a kind of text that is not read');
}
