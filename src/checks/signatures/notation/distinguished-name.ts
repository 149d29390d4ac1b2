import type { NamePart } from './x509/name.ts';

/**
 * Reads the text of a distinguished name: `C=US, ST=WA, O=Acme\, Inc.`. Types come in upper case, `S` as `ST`.
 * Throws for more than one value in one part, for values in hexadecimal, and for the same type twice.
 * Source: RFC 4514, section 3; Notary Project, "trusted identities constraints".
 */
export function parseDistinguishedName(text: string): readonly NamePart[] {
  if (text.includes(SEPARATOR)) throw new Error('it has a character of no name');
  const parts = splitParts(text).map(readPart);
  if (new Set(parts.map(({ type }) => type)).size !== parts.length) {
    throw new Error('it names the same attribute twice');
  }
  return parts;
}

/** Split at commas, but for escaped ones; with the escapes. */
function splitParts(text: string): readonly string[] {
  return text.replace(ESCAPED_OR_COMMA, (found) => (found === ',' ? SEPARATOR : found)).split(SEPARATOR);
}

function readPart(part: string): NamePart {
  const [, name = '', value = ''] = TYPE_AND_VALUE.exec(part) ?? NOTHING;
  const type = name.toUpperCase();
  if (!VALUE.test(value)) throw new Error(`"${part.trim()}" is not an attribute and its value`);
  return { type: type === 'S' ? 'ST' : type, value: unescape(value) };
}

const ESCAPED_OR_COMMA = /\\.|,/gsu;
/** No name holds it. */
const SEPARATOR = '\0';
const NOTHING: readonly string[] = [];
const TYPE_AND_VALUE = /^ *([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+) *= *((?:[^ \\]|\\.| +(?=[^ ]))*) *$/su;
/** No `#`, which begins a value in hexadecimal, and nothing that has to be escaped. */
const VALUE =
  /^(?:[^\\",;<>+#]|\\[ "#+,;<=>\\]|\\[0-9a-fA-F]{2})(?:[^\\",;<>+]|\\[ "#+,;<=>\\]|\\[0-9a-fA-F]{2})*$/su;
const ESCAPES = /(?:\\[0-9a-fA-F]{2})+|\\(.)/gsu;

function unescape(value: string): string {
  return value.replace(ESCAPES, (escape: string, character: string | undefined) =>
    character === undefined ? fromHex(escape) : character,
  );
}

function fromHex(escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('\\', ''), 'hex');
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}
